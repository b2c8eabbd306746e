using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Each bound on preemptions is exhausted: all its schedules are run, each once, and no others.</summary>
public class DepthFirstTests
{
    private const int MaxSteps = 100;

    public static TheoryData<int[]> Lengths => [[3, 3], [2, 2, 2], [4, 1, 2], [1, 1, 1, 1], [5]];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void EachBoundHasTheSchedulesOfANaiveEnumeration(int[] steps) => CompareWithNaive(new(steps));

    // b holds a lock from its first step to its third; a needs it for its second one.
    [Fact]
    public void BlockingIsNoPreemption() =>
        CompareWithNaive(new(3, 3, 2) { Waits = (taken, process) => process == 0 && taken[0] == 1 && taken[1] is 1 or 2 });

    // 1 + 1 + 1: three processes without a preemption, 3! orders; no process is ever interrupted.
    [Fact]
    public void WithoutAnythingToPreemptTheFirstBoundIsTheLast()
    {
        var scheduler = new DepthFirstScheduler(MaxSteps, maxPreemptions: 5);

        Assert.Equal(6, new ToyProcesses(1, 1, 1).Run(scheduler, 100).Count());
        Assert.Equal(0, scheduler.ExhaustedBound);
        Assert.True(scheduler.IsExhausted);
    }

    [Fact]
    public void ABoundThatIsReachedIsNotAllThereIs()
    {
        var scheduler = new DepthFirstScheduler(MaxSteps, maxPreemptions: 1);
        var toy = new ToyProcesses(3, 3);

        // ab and ba without preemption; with one more: 2 * 2 places for it, and the repeated two.
        Assert.Equal(2 + (2 + 4), toy.Run(scheduler, 1_000).Count());
        Assert.Equal(1, scheduler.ExhaustedBound);
        Assert.False(scheduler.IsExhausted);
        Assert.Null(toy.Run(scheduler, execution: 1_000));
    }

    [Fact]
    public void NothingIsExhaustedHalfway()
    {
        var scheduler = new DepthFirstScheduler(MaxSteps, maxPreemptions: 1);
        Assert.Equal(3, new ToyProcesses(3, 3).Run(scheduler, 3).Count());

        Assert.Equal(1, scheduler.Bound);
        Assert.Equal(0, scheduler.ExhaustedBound);
    }

    [Fact]
    public void AnExecutionThatIsStoppedEarlyIsALeaf()
    {
        var scheduler = new DepthFirstScheduler(maxSteps: 2, maxPreemptions: 9);
        var toy = new ToyProcesses(5, 5);
        List<string> prefixes = [];
        while (toy.Run(scheduler, prefixes.Count, maxSteps: 2) is { } prefix) prefixes.Add(prefix);

        // Two starts without a preemption; with one, those again and the two that change over.
        Assert.Equal(["aa", "bb", "aa", "ab", "bb", "ba"], prefixes);
    }

    [Fact]
    public void AnExecutionThatIsToldToGoOnIsRepeatedAndGoesOn()
    {
        var scheduler = new DepthFirstScheduler(MaxSteps, maxPreemptions: 0);
        var toy = new ToyProcesses(2, 2);

        string? stopped = toy.Run(scheduler, execution: 0, maxSteps: 2);
        scheduler.GoOn();

        Assert.Equal("aa", stopped);
        Assert.Equal(["aabb", "bbaa"], toy.Run(scheduler, executions: 2));
    }

    private static void CompareWithNaive(ToyProcesses toy)
    {
        ILookup<int, string> all = toy.All().ToLookup(toy.PreemptionsIn);
        int most = all.Max(group => group.Key);
        var scheduler = new DepthFirstScheduler(MaxSteps, maxPreemptions: 32);
        long execution = 0;
        for (int bound = 0; bound <= most; bound++)
        {
            string[] expected = [.. all.Where(group => group.Key <= bound).SelectMany(group => group)];
            string[] run = [.. expected.Select(_ => toy.Run(scheduler, execution++)!)];

            Assert.Equal(bound, scheduler.Bound);
            Assert.Equal(bound - 1, scheduler.ExhaustedBound);
            Assert.Equal(expected.Order(StringComparer.Ordinal), run.Order(StringComparer.Ordinal));
        }

        Assert.Null(toy.Run(scheduler, execution));
        Assert.Equal(most, scheduler.ExhaustedBound);
        Assert.True(scheduler.IsExhausted);
    }
}
