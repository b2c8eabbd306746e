using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The order of two racing steps does not depend much on how many steps that race with nothing are in between.</summary>
public class PartialOrderTests
{
    private static readonly Footprint Shared = new(default, new LocationSet().With(Location.FromIndex(0)));

    // a takes ten steps of its own and then writes what b writes in its only step. b comes last if each of a's eleven draws is above
    // b's: 1/12, as all twelve are as likely to be the lowest. Of 12,000 executions 1,000 +- 5 * 30.3; a random walk does it in 2^-11.
    [Fact]
    public void AStepThatRacesLateIsOvertakenAsOftenAsTheDrawsSay()
    {
        var toy = new ToyProcesses(11, 1) { FootprintOf = (process, step) => process == 1 || step == 10 ? Shared : default };

        Assert.InRange(Last(toy, 'b'), 849, 1_151);
    }

    // If every step of a races with b, b is drawn anew each time: a walk, 2^-11. Of 12,000 executions 5.9; more than 20 would be odd.
    [Fact]
    public void AStepThatRacesIsDrawnAnew()
    {
        var toy = new ToyProcesses(11, 1) { FootprintOf = (_, _) => Shared };

        Assert.InRange(Last(toy, 'b'), 0, 20);
    }

    // b can only go after a's fifth step; the place that it then takes among a's later steps is as open as if it had just come.
    [Fact]
    public void AStepThatGetsEnabledIsDrawnThen()
    {
        var toy = new ToyProcesses(10, 1) { Waits = (taken, process) => process == 1 && taken[0] < 5 };

        Assert.Equal(6, toy.Run(new PartialOrderSampler(2), 2_000).Distinct().Count());
    }

    private static int Last(ToyProcesses toy, char process) => toy.Run(new PartialOrderSampler(2), 12_000).Count(schedule => schedule[^1] == process);
}
