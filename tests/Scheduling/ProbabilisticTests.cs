using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

public class ProbabilisticTests
{
    // Two processes with 50 steps each: as long as both have some left, the last one goes on in so many of a hundred cases. Of the first
    // 40 steps of 1,000 executions 39,000 are a choice; the standard deviation is at most sqrt(39,000) / 2 = 99.
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(75)]
    [InlineData(99)]
    public void TheLastProcessGoesOnAsOftenAsItShould(int percent)
    {
        var toy = new ToyProcesses(50, 50);
        int kept = toy.Run(new ProbabilisticScheduler(percent), 1_000)
            .Sum(schedule => Enumerable.Range(1, 39).Count(step => schedule[step] == schedule[step - 1]));

        Assert.InRange(kept, (390 * percent) - (5 * 99), (390 * percent) + (5 * 99));
    }

    [Fact]
    public void AProcessThatIsLeftAloneGoesOn() =>
        Assert.Equal("aaaaa", new ToyProcesses(5).Run(new ProbabilisticScheduler(0), execution: 0));
}
