using System.Diagnostics;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;
using Xunit;
using Xunit.Abstractions;

namespace RaceModel.Tests.Coyote;

/// <summary>How many runs and steps a second, measured one after the other: only the ratios mean anything.</summary>
[Collection(nameof(Alone))]
public sealed class CoyoteSpeedTests(ITestOutputHelper output)
{
    private const int Runs = 300, OwnRuns = 30_000, Warming = 30;

    private static readonly Scenario Scenario = ScenarioText.Parse("unmap: two-call | guest: racing-load");

    private static PropertySet NeverFound => PropertySet.Of(Property.NoProtectionFault);

    [Theory]
    [InlineData(CoyoteStrategy.Random, "random")]
    [InlineData(CoyoteStrategy.Probabilistic, "probabilistic")]
    [InlineData(CoyoteStrategy.FairPrioritization, "fair-pct")]
    [InlineData(CoyoteStrategy.FairDelayBounding, "delay-bounded")]
    public void Own_scheduler_and_search_take_far_more_steps_a_second(CoyoteStrategy strategy, string ownStrategy)
    {
        Assert.True(Words.TryParse(ownStrategy, out Strategy own));
        CoyoteSample.Run(Scenario, NeverFound, Warming, strategy);
        for (int round = 0; round < Warming; round++) (_, _) = (RunOwn(own, OwnRuns / Warming), Search());

        CoyoteResult coyote = CoyoteSample.Run(Scenario, NeverFound, Runs, strategy);
        (long Steps, TimeSpan Elapsed) scheduler = RunOwn(own, OwnRuns);
        CheckResult search = Search();

        double coyoteSpeed = coyote.Steps / coyote.Elapsed.TotalSeconds;
        double schedulerRatio = scheduler.Steps / scheduler.Elapsed.TotalSeconds / coyoteSpeed;
        double searchRatio = search.Transitions / search.Elapsed.TotalSeconds / coyoteSpeed;
        output.WriteLine(
            $"{Words.Of(strategy)}: {Runs / coyote.Elapsed.TotalSeconds:N0} runs/s, {coyoteSpeed:N0} steps/s, "
            + $"{(double)coyote.Decisions / coyote.Steps:0.00} decisions a step, {coyote.States:N0} of {search.States:N0} states; "
            + $"steps/s of {ownStrategy} {schedulerRatio:N0} times, of the search {searchRatio:N0} times");
        Assert.InRange(schedulerRatio, 20, double.PositiveInfinity);
    }

    private static CheckResult Search() => new Checker(new SearchLimits()).Check(Scenario, PropertySet.All);

    private static (long Steps, TimeSpan Elapsed) RunOwn(Strategy strategy, int runs)
    {
        TransitionSystem system = TransitionSystem.Of(Scenario);
        var limits = new ExecutionLimits();
        var runner = new ExecutionRunner(
            system, Schedulers.Create(strategy, value: null, StepEstimate.Of(system, seed: 1, limits), limits), seed: 1, limits);

        long steps = 0, start = Stopwatch.GetTimestamp();
        for (int number = 0; number < runs; number++) steps += runner.Run(number, NeverFound)!.Steps;
        return (steps, Stopwatch.GetElapsedTime(start));
    }
}

/// <summary>Tests that measure do not share the machine with others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
