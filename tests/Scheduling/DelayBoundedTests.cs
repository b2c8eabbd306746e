using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Exactly the schedules with so many delays are run. The ones there are have been enumerated without the scheduler.</summary>
public class DelayBoundedTests
{
    // The rarest of the schedules has every delay in one place: (2 + 2 + 1)^-3 = 1/125 with three delays. The chance to miss it
    // in 20,000 executions is (124/125)^20,000 < 10^-69.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AllSchedulesWithinTheBoundAreRunAndNoOthers(int delays)
    {
        var toy = new ToyProcesses(2, 2, 1);

        Assert.Equal(
            toy.AllWithDelays(delays).Distinct().Order(StringComparer.Ordinal),
            toy.Run(new DelayBoundedScheduler(toy.Length, delays), 20_000).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void BlockedProcessesArePassedOverWithoutADelay(int delays)
    {
        var toy = new ToyProcesses(2, 3, 2) { Waits = (taken, process) => process == 2 && taken[1] < 2 };

        Assert.Equal(
            toy.AllWithDelays(delays).Distinct().Order(StringComparer.Ordinal),
            toy.Run(new DelayBoundedScheduler(toy.Length, delays), 20_000).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WithoutDelaysEachProcessRunsAsLongAsItCan()
    {
        Assert.Equal("aabbc", new ToyProcesses(2, 2, 1).Run(new DelayBoundedScheduler(5, 0), execution: 0));
    }
}
