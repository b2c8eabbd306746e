using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Tests a scenario by a search of all interleavings.</summary>
internal sealed class ExhaustiveEngine(CampaignTest test, StopSignal stop, long maxMemoryBytes) : IChunkEngine
{
    public ChunkResult Run(Chunk chunk, Func<string?> findReasonToStop)
    {
        Coverage coverage = default;
        var checker = new Checker(new()
        {
            MaxStates = test.Plan.MaxStates,
            MaxMemoryBytes = maxMemoryBytes,
            MaxTime = StopSignal.Shorter(stop.Left, test.Plan.Timeout),
            Cancellation = stop.Cancellation,
            Clock = stop.Clock,
        });
        CheckResult result = checker.Check(
            test.Scenario.Scenario, test.Scenario.Judged, checkpoint: null, inspect: (source, graph) => coverage = CoverageOf(source, graph));
        return new()
        {
            Findings = [.. result.Verdicts.Where(verdict => verdict.Processes is not null).Select(Raw)],
            Coverage = coverage with { Exercised = coverage.Exercised.Union(result.Violated) },
            Explored = result.States,
            IsExhausted = !result.IsInconclusive,
            StopReason = result.Verdicts.FirstOrDefault(verdict => verdict.Kind == VerdictKind.Unknown)?.Reason,
        };
    }

    private static RawFinding Raw(Verdict verdict) =>
        new(verdict.Property, [.. verdict.Processes!.Select(process => (byte)process)], Execution: 0);

    private static Coverage CoverageOf(ScenarioSource source, StateGraph graph)
    {
        TransitionSystem system = source.System;
        Coverage coverage = default;
        var record = new StepRecord();
        for (int index = 0; index < graph.States.Count; index++)
        {
            State state = source.Load(graph.States[index]);
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State after = state;
                if (system.TryStep(ref after, process, out _)) coverage.Add(system, state, process, record);
            }
        }

        return coverage;
    }
}
