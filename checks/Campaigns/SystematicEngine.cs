using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Tests a scenario by executions under a scheduler.</summary>
internal sealed class SystematicEngine : IChunkEngine
{
    // Each is a search; a run that is only slow would otherwise cost one for every execution.
    private const int MostStuckChecks = 8;
    private const int MostStatesOfStuckCheck = 1_000_000;

    private readonly CampaignTest _test;
    private readonly ulong _seed;
    private readonly Lazy<Shared> _shared;

    public SystematicEngine(CampaignTest test, int seed)
    {
        _test = test;
        _seed = (ulong)seed;
        _shared = new(Prepare);
    }

    public ChunkResult Run(Chunk chunk, Func<string?> findReasonToStop)
    {
        TestPlan plan = _test.Plan;
        Shared shared = _shared.Value;
        IScheduler scheduler = Schedulers.Create(plan.Strategy, plan.StrategyValue, shared.Estimate, plan.Steps);
        var runner = new ExecutionRunner(shared.System, scheduler, _seed, plan.Steps, shared.Baseline);
        var search = new Search(_test.Scenario, shared.System);
        for (long number = chunk.First; number < chunk.First + chunk.Count && !search.Wanted.IsEmpty; number++)
        {
            if (findReasonToStop() is { } reason) return search.ToResult() with { StopReason = reason };
            if (runner.Run(number, search.Wanted) is not { } execution) break;
            search.Add(execution);
        }

        return search.ToResult();
    }

    private Shared Prepare()
    {
        TransitionSystem system = TransitionSystem.Of(_test.Scenario.Scenario);
        bool refines = _test.Scenario.Judged.Contains(Property.RefinesNoMigration);
        return new(
            system,
            StepEstimate.Of(system, _seed, _test.Plan.Steps),
            refines ? OutcomeSet.Baseline(_test.Scenario.Scenario, new SearchLimits { MaxStates = MostStatesOfStuckCheck }) : null);
    }

    /// <summary>What all workers on a test can share.</summary>
    private sealed record Shared(TransitionSystem System, StepEstimate Estimate, OutcomeSet? Baseline);

    /// <summary>What the executions of a chunk have found so far.</summary>
    private sealed class Search(CampaignScenario scenario, TransitionSystem system)
    {
        private readonly List<RawFinding> _findings = [];
        private readonly StuckCheck _stuckCheck = new(system, new() { MaxStates = MostStatesOfStuckCheck });
        private Coverage _coverage;
        private PropertySet _found;
        private long _executions;
        private int _stuckChecks;

        /// <summary>What an execution is to stop at: each violation is wanted once.</summary>
        public PropertySet Wanted => scenario.Judged.Except(_found);

        public void Add(Execution execution)
        {
            _executions++;
            _coverage.Merge(execution.Coverage);
            PropertySet violated = IsStuck(execution) ? execution.Violated.With(Property.AlwaysCompletes) : execution.Violated;
            foreach (Property property in violated.Items()) _findings.Add(new(property, execution.Processes, execution.Number));
            _found = _found.Union(violated);
        }

        public ChunkResult ToResult() => new() { Findings = _findings, Coverage = _coverage with { Exercised = _coverage.Exercised.Union(_found) }, Explored = _executions };

        private bool IsStuck(Execution execution) => execution.IsSuspect && Wanted.Contains(Property.AlwaysCompletes)
            && ++_stuckChecks <= MostStuckChecks
            && _stuckCheck.Of(execution.Last) == Completion.Impossible;
    }
}
