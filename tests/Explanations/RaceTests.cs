using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using Xunit;

namespace RaceModel.Tests.Explanations;

/// <summary>The racing pair is a race, and its order is what the verdict hangs on.</summary>
public sealed class RaceTests
{
    [Fact]
    public void Every_reordering_undoes_a_race() =>
        Assert.All(ExplainedCatalogue.All, explanation => Assert.Equal(explanation.Reorderings!.Smallest is null, explanation.Race is null));

    [Fact]
    public void Pair_conflicts_where_it_is_said_to()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            if (explanation.Race is not { } race) continue;
            TraceStep first = explanation.Trace.Steps[race.First - 1], second = explanation.Trace.Steps[race.Second - 1];

            Assert.NotEqual(first.Process, second.Process);
            Assert.True(race.First < race.Second);
            Footprint left = first.Transition.Footprint, right = second.Transition.Footprint;
            Assert.True(
                (left.Writes.Contains(race.Location) && (right.Writes.Contains(race.Location) || right.Reads.Contains(race.Location)))
                || (left.Reads.Contains(race.Location) && right.Writes.Contains(race.Location)));
        }
    }

    [Fact]
    public void Smallest_reordering_swaps_the_pair()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            if (explanation.Race is not { } race) continue;
            Reordering smallest = explanation.Reorderings!.Smallest!;

            Assert.Equal(smallest.Place, smallest.IsLater ? race.Second : race.First);
            Assert.Contains(smallest.IsLater ? race.First : race.Second, smallest.Moved);
        }
    }

    [Fact]
    public void Window_encloses_one_of_the_pair()
    {
        int windows = 0;
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            if (explanation.Window is not { } window) continue;
            windows++;
            RacingPair race = explanation.Race!;
            int[] three = [window.Opens, window.Racer, window.Closes];

            Assert.True(window.Opens < window.Racer && window.Racer < window.Closes);
            Assert.Contains(race.First, three);
            Assert.Contains(race.Second, three);
            Assert.Contains(window.Racer, (int[])[race.First, race.Second]);
            Assert.True(window.Before is not null || window.After is not null);
            if (window.Before is { } before) Assert.True(before.Place == window.Opens && before.Moved.Contains(window.Racer) && !before.IsLater);
            if (window.After is { } after) Assert.True(after.Place == window.Closes && after.Moved.Contains(window.Racer) && after.IsLater);
        }

        Assert.InRange(windows, 100, ExplainedCatalogue.All.Count);
    }

    [Fact]
    public void Window_of_two_calls_is_from_the_query_to_the_clear()
    {
        Explanation explanation = ExplainedCatalogue.Explain("vtd", "two-call", "racing", Property.NoLostWrite);

        Assert.Equal("PTE 0", explanation.Race!.Location.ToString());
        Assert.Equal(
            ["vmm-trap-thread visit-clean test-and-clear-dirty iova=0", "iommu set-dirty dma=1 device=0 iova=0 page=0", "vmm-trap-thread visit clear-pte iova=0"],
            new[] { explanation.Window!.Opens, explanation.Window.Racer, explanation.Window.Closes }
                .Select(number => explanation.Trace.Steps[number - 1].Transition.Step.Name));
        Assert.True(explanation.Window.Before!.Violates.IsEmpty);
        Assert.Equal(PropertySet.Of(Property.NoUnrecoverableFault), explanation.Window.After!.Violates);
    }
}
