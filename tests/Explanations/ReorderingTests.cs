using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests.Explanations;

/// <summary>What is said of other orders of a violating run's steps is true.</summary>
public sealed class ReorderingTests
{
    [Fact]
    public void Every_reordering_replays_to_the_switch_over_and_keeps_the_property()
    {
        int count = 0;
        foreach ((Explanation explanation, Reordering reordering) in Reorderings())
        {
            ReplayResult replay = Replay.Run(Schedule.Of(reordering.Run, violated: null));

            Assert.Null(replay.Divergence);
            Assert.True(replay.Trace.System.IsEnd(replay.Trace.Last));
            PropertySet violated = RunJudge.Violated(replay.Trace);
            Assert.False(violated.Contains(explanation.Property));
            Assert.Equal(violated, reordering.Violates);
            count++;
        }

        Assert.InRange(count, 500, 2_000);
    }

    [Fact]
    public void Steps_keep_their_order_but_for_those_that_are_moved()
    {
        foreach ((Explanation explanation, Reordering reordering) in Reorderings())
        {
            int[] moved = [.. reordering.Moved.Select(number => number - 1)];
            Assert.True(KeepsProcesses(explanation.Trace, moved, reordering.Place - 1, reordering.IsLater));

            // A DMA request may end sooner or later than before; everybody else takes all their steps, in this order.
            int[] expected = [.. NewOrder(explanation.Trace, moved, reordering.Place - 1, reordering.IsLater)
                .Select(step => explanation.Trace.Steps[step]).Where(IsNoDma).Select(step => step.Process)];
            int[] taken = [.. reordering.Run.Steps.Where(IsNoDma).Select(step => step.Process)];
            Assert.Equal(expected, taken.Take(expected.Length));
        }

        static bool IsNoDma(TraceStep step) => step.Process < TransitionSystem.ProcessOf(Actor.Iommu, dma: 0);
    }

    [Fact]
    public void One_place_less_does_not_do()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            if (explanation.Reorderings!.Smallest is not { } smallest) continue;
            int nearer = smallest.Place + (smallest.IsLater ? -1 : 1);
            if (smallest.Moved.Contains(nearer)) continue;

            Assert.Null(OrderOf(explanation).Run([.. smallest.Moved.Select(number => number - 1)], nearer - 1, smallest.IsLater));
        }
    }

    [Fact]
    public void No_fewer_steps_do_wherever_they_are_put()
    {
        Explanation[] large = [.. ExplainedCatalogue.All.Where(explanation => explanation.Reorderings!.Smallest is { Moved.Count: 3 }).Take(4)];
        Assert.Equal(4, large.Length);
        foreach (Explanation explanation in large)
        {
            OtherOrder order = OrderOf(explanation);
            foreach (int[] moved in SetsOfOneAndTwo(explanation.Trace.Steps.Count))
            {
                for (int place = 0; place < explanation.Trace.Steps.Count; place++)
                {
                    bool isLater = place > moved[^1];
                    if (!isLater && place >= moved[0]) continue;
                    if (KeepsProcesses(explanation.Trace, moved, place, isLater)) Assert.Null(order.Run(moved, place, isLater));
                }
            }
        }
    }

    [Fact]
    public void It_is_said_when_no_order_helps()
    {
        Explanation explanation = ExplainedCatalogue.Explain("vtd", "plain", "late", Property.NoUnrecoverableFault);

        Assert.Null(explanation.Reorderings!.Smallest);
        Assert.Equal(10, explanation.Reorderings.MostMoved);
        Assert.Null(explanation.Race);
    }

    private static List<int> NewOrder(Trace trace, int[] moved, int place, bool isLater)
    {
        List<int> steps = [.. Enumerable.Range(0, trace.Steps.Count).Except(moved)];
        steps.InsertRange(steps.IndexOf(place) + (isLater ? 1 : 0), moved);
        return steps;
    }

    private static bool KeepsProcesses(Trace trace, int[] moved, int place, bool isLater) => NewOrder(trace, moved, place, isLater)
        .GroupBy(step => trace.Steps[step].Process).All(steps => steps.SequenceEqual(steps.Order()));

    private static IEnumerable<int[]> SetsOfOneAndTwo(int steps) => Enumerable.Range(0, steps)
        .SelectMany(first => Enumerable.Range(first, steps - first).Select(second => first == second ? [first] : (int[])[first, second]));

    private static OtherOrder OrderOf(Explanation explanation) => new(
        explanation.Trace, explanation.Property, new(() => OutcomeSet.Baseline(explanation.Trace.System.Scenario, new SearchLimits())));

    private static IEnumerable<(Explanation, Reordering)> Reorderings() => ExplainedCatalogue.All.SelectMany(explanation =>
        new[] { explanation.Reorderings?.Smallest, explanation.Window?.Before, explanation.Window?.After }
            .OfType<Reordering>().Select(reordering => (explanation, reordering)));
}
