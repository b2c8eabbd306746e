using Microsoft.Coyote;

namespace RaceModel.Checks.Coyote;

/// <summary>Settings as Coyote's own configuration. Telemetry is off, always.</summary>
internal static class EngineConfiguration
{
    // Nothing blocks outside Coyote's control here, so a long silence only means that the machine is busy.
    private const uint DeadlockMilliseconds = 60_000;

    public static Configuration Of(CoyoteSettings settings)
    {
        Configuration common = Common()
            .WithTestingIterations((uint)settings.Iterations)
            .WithRandomGeneratorSeed(settings.Seed)
            .WithMaxSchedulingSteps((uint)settings.MaxSteps);
        return settings.Strategy switch
        {
            CoyoteStrategy.Portfolio => common,
            CoyoteStrategy.Random => common.WithRandomStrategy(),
            CoyoteStrategy.Probabilistic => common.WithProbabilisticStrategy((uint?)settings.Bound ?? 3),
            CoyoteStrategy.Prioritization => common.WithPrioritizationStrategy(isFair: false, (uint?)settings.Bound ?? 10),
            CoyoteStrategy.FairPrioritization => common.WithPrioritizationStrategy(isFair: true, (uint?)settings.Bound ?? 10),
            CoyoteStrategy.DelayBounding => common.WithDelayBoundingStrategy(isFair: false, (uint?)settings.Bound ?? 10),
            CoyoteStrategy.FairDelayBounding => common.WithDelayBoundingStrategy(isFair: true, (uint?)settings.Bound ?? 10),
            _ => common.WithQLearningStrategy(),
        };
    }

    public static Configuration Of(string trace) => Common().WithReproducibleTrace(trace);

    private static Configuration Common() => Configuration.Create()
        .WithTelemetryEnabled(false)
        .WithDeadlockTimeout(DeadlockMilliseconds)
        .WithPotentialDeadlocksReportedAsBugs(false);
}
