using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>
/// The guarantee of probabilistic concurrency testing: a bug of depth d is hit with a probability of at least 1 / (n * k^(d-1)). Each
/// bound allows five standard deviations of the number of hits; the seed is fixed, so a test that passes once always does.
/// </summary>
public class PriorityTests
{
    // Depth 1: b before a. One of two processes has the higher priority: 1/2. Of 10,000 executions 5,000 +- 5 * 50.
    [Fact]
    public void AnOrderIsHitAsOftenAsTheOther()
    {
        var toy = new ToyProcesses(10, 1);

        Assert.InRange(Hits(toy, depth: 1, 10_000, schedule => schedule[0] == 'b'), 4_750, 5_250);
    }

    // Depth 2: b in the one place between the 8th and the 9th a. Only "a first, and it falls after step 8" does it, so the bound is
    // met exactly: 1 / (2 * 21). Of 42,000 executions 1,000 +- 5 * 31.2. A random walk would do it in 2^-9: 82 times.
    [Fact]
    public void OneChangeIsHitAsOftenAsPromised()
    {
        var toy = new ToyProcesses(20, 1);

        Assert.InRange(Hits(toy, depth: 2, 42_000, schedule => schedule.StartsWith("aaaaaaaaba", StringComparison.Ordinal)), 844, 1_156);
    }

    // Depth 3: one of two b's after five a's, the other at the end. a must fall after step 5 and b below it after step 6: 1 / (2 * 22^2), the
    // bound again. Of 193,600 executions 200 +- 5 * 14.1.
    [Fact]
    public void TwoChangesAreHitAsOftenAsPromised()
    {
        var toy = new ToyProcesses(20, 2);

        Assert.InRange(Hits(toy, depth: 3, 193_600, schedule => schedule == "aaaaabaaaaaaaaaaaaaaab"), 130, 270);
    }

    // More processes, and some that have nothing to do with it: at least 1 / (4 * 17). Of 6,800 executions at least 100 - 5 * 10.
    [Fact]
    public void OtherProcessesDoNotBreakTheBound()
    {
        var toy = new ToyProcesses(10, 1, 3, 3);
        int hits = Hits(toy, depth: 2, 6_800, schedule =>
            string.Concat(schedule.Where(letter => letter <= 'b')).StartsWith("aaaaba", StringComparison.Ordinal));

        Assert.True(hits >= 50, $"{hits} hits");
    }

    // c waits for a and b: whatever the priorities are, there is always one that is enabled.
    [Fact]
    public void ABlockedProcessIsPassedOver()
    {
        var toy = new ToyProcesses(2, 2, 2) { Waits = (taken, process) => process == 2 && taken[0] + taken[1] < 4 };

        Assert.All(toy.Run(new PriorityScheduler(3, 6, depth: 3), 200), schedule => Assert.EndsWith("cc", schedule, StringComparison.Ordinal));
    }

    private static int Hits(ToyProcesses toy, int depth, int executions, Func<string, bool> isHit) =>
        toy.Run(new PriorityScheduler(toy.ProcessCount, toy.Length, depth), executions).Count(isHit);
}
