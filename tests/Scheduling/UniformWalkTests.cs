using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>
/// All interleavings are as likely, by Pearson's chi-square test: with m of them the sum of (hits - expected)^2 / expected has m - 1
/// degrees of freedom. A uniform walk stays below the critical value in all but one of a million cases; the seed is fixed.
/// </summary>
public class UniformWalkTests
{
    // 3 + 3 steps have 6! / (3! 3!) = 20 interleavings; critical value for 19 degrees of freedom: 64.4.
    [Fact]
    public void TwoProcessesInterleaveUniformly() => Assert.InRange(ChiSquare(new(3, 3), executions: 20_000, interleavings: 20), 0, 64.4);

    // 2 + 2 + 2 steps have 6! / (2! 2! 2!) = 90 interleavings; critical value for 89 degrees of freedom: 167.7.
    [Fact]
    public void ThreeProcessesInterleaveUniformly() => Assert.InRange(ChiSquare(new(2, 2, 2), executions: 90_000, interleavings: 90), 0, 167.7);

    // 1 + 5 steps have 6 interleavings; critical value for 5 degrees of freedom: 37.5.
    [Fact]
    public void ALongProcessDoesNotStarveAShortOne() => Assert.InRange(ChiSquare(new(1, 5), executions: 6_000, interleavings: 6), 0, 37.5);

    // The random walk puts the only step of a first in half of all cases, last in 1 of 32.
    [Fact]
    public void ARandomWalkIsFarFromUniform()
    {
        var toy = new ToyProcesses(1, 5);

        Assert.True(ChiSquare(toy, new RandomScheduler(), 6_000, 6) > 1_000);
    }

    // An estimate that is too low is used up, and the process goes on with the least weight; nothing is divided by zero.
    [Fact]
    public void AProcessThatTakesMoreStepsThanEstimatedGoesOn()
    {
        var toy = new ToyProcesses(4, 4);

        Assert.Equal(70, toy.Run(new UniformWalkScheduler([1, 1]), 20_000).Distinct().Count());
    }

    private static double ChiSquare(ToyProcesses toy, int executions, int interleavings) =>
        ChiSquare(toy, new UniformWalkScheduler(toy.Estimate.StepsOf), executions, interleavings);

    private static double ChiSquare(ToyProcesses toy, IScheduler scheduler, int executions, int interleavings)
    {
        double expected = (double)executions / interleavings;
        int[] hits = [.. toy.Run(scheduler, executions).GroupBy(schedule => schedule).Select(group => group.Count())];
        Assert.Equal(interleavings, toy.All().Count());
        return hits.Sum(count => (count - expected) * (count - expected) / expected) + ((interleavings - hits.Length) * expected);
    }
}
