using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Tests a scenario by executions under a scheduler.</summary>
internal sealed class SystematicEngine : IChunkEngine
{
    // A run that is only slow would otherwise cost a search for every execution.
    private const int MostSearches = 8;
    private const int MostStatesOfSearch = 1_000_000;

    private readonly CampaignTest _test;
    private readonly ulong _seed;
    private readonly EngineLimits _limits;
    private readonly Lazy<Shared> _shared;
    private ExecutionSearch? _sequence;

    public SystematicEngine(CampaignTest test, int seed, EngineLimits limits)
    {
        _test = test;
        _seed = (ulong)seed;
        _limits = limits;
        _shared = new(Prepare);
    }

    public ChunkResult Run(Chunk chunk, Func<string?> findReasonToStop)
    {
        if (_shared.Value.Baseline?.StopReason is { } reason)
            return new() { StopReason = $"stopped after {reason} in the run without migration, which refines-no-migration needs" };

        return _test.Plan.IsSequential ? RunInSequence(chunk, findReasonToStop) : NewSearch().Run(chunk, findReasonToStop);
    }

    /// <summary>Each execution follows from those before it; after an interruption they are run again.</summary>
    private ChunkResult RunInSequence(Chunk chunk, Func<string?> findReasonToStop)
    {
        _sequence ??= NewSearch();
        ChunkResult before = _sequence.Run(new(_sequence.Next, (int)(chunk.First - _sequence.Next)), findReasonToStop);
        return before.StopReason is { } reason ? new() { StopReason = reason } : _sequence.Run(chunk, findReasonToStop);
    }

    private ExecutionSearch NewSearch()
    {
        (TransitionSystem system, StepEstimate estimate, OutcomeSet? baseline) = _shared.Value;
        TestPlan plan = _test.Plan;
        IScheduler scheduler = Schedulers.Create(plan.Strategy, plan.StrategyValue, estimate, plan.Steps);
        return new(
            _test.Scenario.Judged, scheduler, new(system, scheduler, _seed, plan.Steps, baseline), new(system, SearchLimits(), MostSearches));
    }

    private Shared Prepare()
    {
        Scenario scenario = _test.Scenario.Scenario;
        var system = TransitionSystem.Of(scenario);
        bool refines = _test.Scenario.Judged.Contains(Property.RefinesNoMigration);
        return new(system, StepEstimate.Of(system, _seed, _test.Plan.Steps), refines ? OutcomeSet.Baseline(scenario, SearchLimits()) : null);
    }

    private SearchLimits SearchLimits()
    {
        SearchLimits limits = _limits.For(_test.Plan);
        return limits with { MaxStates = Math.Min(limits.MaxStates, MostStatesOfSearch) };
    }

    /// <summary>What all workers on a test can share.</summary>
    private sealed record Shared(TransitionSystem System, StepEstimate Estimate, OutcomeSet? Baseline);
}
