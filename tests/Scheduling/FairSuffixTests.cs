using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A process that waits busily for another one is left to it by a fair scheduler only.</summary>
public class FairSuffixTests
{
    private const int MaxSteps = 1_000, MaxUnfairSteps = 100;

    // a spins until b has taken its step, and has steps for longer than anybody waits.
    private static readonly ToyProcesses Spinning = new(1_000_000, 1) { Waits = (taken, process) => process == 0 && taken[1] == 1 };

    [Fact]
    public void PrioritiesAloneLetAProcessSpin() =>
        Assert.Contains(Schedules(new PriorityScheduler(2, 10, depth: 1)), schedule => schedule.Length == MaxSteps);

    // After the prefix b is passed over with a probability of 2^-900.
    [Fact]
    public void TheSuffixEndsIt()
    {
        string[] schedules = [.. Schedules(new FairSuffix(new PriorityScheduler(2, 10, depth: 1), MaxUnfairSteps))];

        Assert.All(schedules, schedule => Assert.Equal('b', schedule[^1]));
        Assert.Contains(schedules, schedule => schedule.Length == 1);
        Assert.Contains(schedules, schedule => schedule.Length > MaxUnfairSteps);
        Assert.DoesNotContain(schedules, schedule => schedule.Length is > 1 and <= MaxUnfairSteps);
    }

    [Fact]
    public void ThePrefixIsTheUnfairSchedulersOwn()
    {
        var toy = new ToyProcesses(40, 40, 40);
        string[] unfair = [.. toy.Run(new PriorityScheduler(3, 120, depth: 5), 50)];
        string[] fair = [.. toy.Run(new FairSuffix(new PriorityScheduler(3, 120, depth: 5), MaxUnfairSteps), 50)];

        Assert.Equal(unfair.Select(schedule => schedule[..MaxUnfairSteps]), fair.Select(schedule => schedule[..MaxUnfairSteps]));
        Assert.NotEqual(unfair, fair);
    }

    private static IEnumerable<string> Schedules(IScheduler scheduler) =>
        Enumerable.Range(0, 50).Select(execution => Spinning.Run(scheduler, execution, seed: 1, MaxSteps)!);
}
