using System.Diagnostics;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;
using Xunit;
using Xunit.Abstractions;

namespace RaceModel.Tests.Coyote;

/// <summary>
/// How many steps Coyote, the own schedulers and the search take in a second of processor time, measured one after the other: only
/// the ratios mean anything.
/// </summary>
[Collection(nameof(Alone))]
public sealed class CoyoteSpeedTests(ITestOutputHelper output)
{
    private const int CoyoteRuns = 500, OwnRuns = 100_000, Searches = 1_000;

    private static readonly Scenario Scenario = ScenarioText.Parse("unmap: two-call | guest: racing-load");

    private static PropertySet NeverFound => PropertySet.Of(Property.NoProtectionFault);

    [Theory]
    [InlineData("random", "random")]
    [InlineData("probabilistic", "probabilistic")]
    [InlineData("fair-prioritization", "fair-pct")]
    [InlineData("fair-delay-bounding", "delay-bounded")]
    public void Own_scheduler_and_search_take_far_more_steps_a_second(string word, string ownWord)
    {
        Assert.True(Words.TryParse(word, out CoyoteStrategy strategy));
        Assert.True(Words.TryParse(ownWord, out Strategy own));

        CoyoteResult coyote = RunCoyote(strategy, CoyoteRuns / 2);
        double coyoteSpeed = StepsPerSecond(() => (coyote = RunCoyote(strategy, CoyoteRuns)).Steps);
        RunOwn(own, OwnRuns / 10);
        long start = Stopwatch.GetTimestamp();
        double ownSpeed = StepsPerSecond(() => RunOwn(own, OwnRuns));
        double runsASecond = CoyoteRuns / coyote.Elapsed.TotalSeconds, ownRunsASecond = OwnRuns / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Search(Searches / 10);
        double searchSpeed = StepsPerSecond(() => Search(Searches));

        output.WriteLine(
            $"{word}: {runsASecond:N0} runs a second by the clock, {ownWord} {ownRunsASecond / runsASecond:N0} times as many; "
            + $"{coyoteSpeed:N0} steps a second of processor time; "
            + $"{(double)coyote.Decisions / coyote.Steps:0.00} decisions a step; {coyote.States:N0} states; "
            + $"{ownWord} {ownSpeed / coyoteSpeed:N0} times, the search {searchSpeed / coyoteSpeed:N0} times as many steps");
        Assert.InRange(ownSpeed / coyoteSpeed, 20, double.PositiveInfinity);
    }

    private static CoyoteResult RunCoyote(CoyoteStrategy strategy, int runs) => CoyoteSample.Run(Scenario, NeverFound, runs, strategy);

    private static long RunOwn(Strategy strategy, int runs)
    {
        TransitionSystem system = TransitionSystem.Of(Scenario);
        var limits = new ExecutionLimits();
        StepEstimate estimate = StepEstimate.Of(system, seed: 1, limits);
        var runner = new ExecutionRunner(system, Schedulers.Create(strategy, value: null, estimate, limits), seed: 1, limits);

        long steps = 0;
        for (int number = 0; number < runs; number++) steps += runner.Run(number, NeverFound)!.Steps;
        return steps;
    }

    private static long Search(int times)
    {
        var checker = new Checker(new SearchLimits());
        long steps = 0;
        for (int time = 0; time < times; time++) steps += checker.Check(Scenario, PropertySet.All).Transitions;
        return steps;
    }

    private static double StepsPerSecond(Func<long> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long steps = work();
        return steps / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}

/// <summary>Tests that measure do not share the machine with others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
