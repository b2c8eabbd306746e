using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>On scenarios, too, the depth-first search runs every schedule within its bound, once.</summary>
public class DepthFirstScenarioTests
{
    private const string Tiny = "guest: dma 0 | pages: 1 | rounds: 0 | enable: none | query: [read-dirty]";

    // How many schedules there are is counted without running them: sums over the states of the model.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void EachBoundHasAsManySchedulesAsTheModel(int bound)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse(Tiny));
        long counted = Enumerable.Range(0, bound + 1).Sum(upTo => CountSchedules(runs.System, upTo));
        var scheduler = (DepthFirstScheduler)runs.Scheduler(Strategy.Dfs, bound);

        Assert.Equal(counted, ScenarioRuns.Run(runs.Runner(scheduler), int.MaxValue, default).LongCount());
        Assert.Equal(bound, scheduler.ExhaustedBound);
    }

    // Tracking is never switched on, so the write is lost unless it comes before the copy.
    [Fact]
    public void AllSchedulesShowAllViolations()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse(Tiny));
        var scheduler = (DepthFirstScheduler)runs.Scheduler(Strategy.Dfs);
        PropertySet violated = default;
        foreach (Execution execution in ScenarioRuns.Run(runs.Runner(scheduler), int.MaxValue, PropertySet.All)) violated = violated.Union(execution.Violated);

        Assert.True(scheduler.IsExhausted);
        Assert.Equal(PropertySet.Of(Property.NoLostWrite, Property.RefinesNoMigration), violated);
        Assert.Equal(new Checker(new SearchLimits()).Check(runs.System.Scenario, PropertySet.All).Violated, violated);
    }

    private static long CountSchedules(TransitionSystem system, int preemptions)
    {
        Dictionary<(State, int, int), long> known = [];
        return Count(system.Initial, last: -1, preemptions);

        long Count(State state, int last, int left)
        {
            if (known.TryGetValue((state, last, left), out long count)) return count;
            (int Process, State After)[] enabled = [.. Successors(system, state)];
            bool lastIsEnabled = enabled.Any(step => step.Process == last);
            count = enabled.Length == 0 ? 1 : enabled.Sum(step =>
            {
                int after = left - (lastIsEnabled && step.Process != last ? 1 : 0);
                return after < 0 ? 0 : Count(step.After, step.Process, after);
            });
            known.Add((state, last, left), count);
            return count;
        }
    }

    private static IEnumerable<(int Process, State After)> Successors(TransitionSystem system, State state)
    {
        for (int process = 0; process < system.ProcessCount; process++)
        {
            State after = state;
            if (system.TryStep(ref after, process, out _)) yield return (process, after);
        }
    }
}
