using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Tests a scenario under the scheduler of Microsoft Coyote.</summary>
internal sealed class CoyoteChunkEngine(CampaignTest test, int seed, StopSignal stop) : IChunkEngine
{
    /// <summary>Coyote's strategy of the same kind; null if it has none.</summary>
    public static CoyoteStrategy? Counterpart(Strategy strategy) => strategy switch
    {
        Strategy.Random => CoyoteStrategy.Random,
        Strategy.Probabilistic => CoyoteStrategy.Probabilistic,
        Strategy.Pct => CoyoteStrategy.Prioritization,
        Strategy.FairPct => CoyoteStrategy.FairPrioritization,
        Strategy.DelayBounded => CoyoteStrategy.DelayBounding,
        Strategy.Portfolio => CoyoteStrategy.Portfolio,
        _ => null,
    };

    public ChunkResult Run(Chunk chunk, Func<string?> findReasonToStop)
    {
        TestPlan plan = test.Plan;
        CoyoteResult result = CoyoteEngine.Run(test.Scenario.Scenario, test.Scenario.Judged, new()
        {
            Strategy = Counterpart(plan.Strategy)!.Value,
            Bound = plan.StrategyValue,
            Iterations = plan.Iterations,
            MaxSteps = plan.Steps.MaxUnfairSteps,
            Seed = (uint)seed,
            MaxTime = StopSignal.Shorter(stop.Left, plan.Timeout),
            Cancellation = stop.Cancellation,
            Clock = stop.Clock,
        });
        return new()
        {
            Findings = [.. result.Findings.Select(finding => new RawFinding(
                finding.Property, [.. Replay.Run(finding.Schedule).Trace.Steps.Select(step => (byte)step.Process)], finding.Iteration - 1))],
            Coverage = result.Coverage with { Exercised = result.Coverage.Exercised.Union(result.Violated) },
            Explored = result.Iterations,
            StopReason = result.StopReason is { } reason ? $"stopped after {reason}" : null,
        };
    }
}
