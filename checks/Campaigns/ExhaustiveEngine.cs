using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Tests a scenario by a search of all interleavings, which is saved so that it can go on after an interruption.</summary>
/// <param name="test">The test.</param>
/// <param name="limits">What may stop the search.</param>
/// <param name="checkpoint">Where the search is saved.</param>
internal sealed class ExhaustiveEngine(CampaignTest test, EngineLimits limits, SearchCheckpoint checkpoint) : IChunkEngine
{
    private const int StatesBetweenLooks = 10_000;

    public ChunkResult Run(Chunk chunk, Func<string?> findReasonToStop)
    {
        Coverage coverage = default;
        string? stopReason = null;
        Scenario scenario = test.Scenario.Scenario;
        SearchLimits searchLimits = limits.For(test.Plan);
        using CheckpointFile file = checkpoint.Open(scenario, searchLimits.Clock);
        CheckResult result = new Checker(searchLimits).Check(
            scenario, test.Scenario.Judged, file, inspect: (source, search) => coverage = CoverageOf(source, search, findReasonToStop, out stopReason));
        return new()
        {
            Findings = [.. result.Verdicts.Where(verdict => verdict.Processes is not null).Select(Raw)],
            Coverage = coverage with { Exercised = coverage.Exercised.Union(result.Violated) },
            Explored = result.States,
            IsExhausted = !result.IsInconclusive,
            StopReason = result.Verdicts.FirstOrDefault(verdict => verdict.Kind == VerdictKind.Unknown)?.Reason ?? stopReason,
        };
    }

    private static RawFinding Raw(Verdict verdict) =>
        new(verdict.Property, [.. verdict.Processes!.Select(process => (byte)process)], Execution: 0);

    private static Coverage CoverageOf(ScenarioSource source, SetSearch search, Func<string?> findReasonToStop, out string? stopReason)
    {
        TransitionSystem system = source.System;
        Coverage coverage = default;
        stopReason = null;
        var record = new StepRecord();
        int seen = 0;
        foreach (ulong stored in search.States())
        {
            if (++seen % StatesBetweenLooks == 0 && (stopReason = findReasonToStop()) is not null) break;

            State state = source.Load([stored]);
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State after = state;
                if (system.TryStep(ref after, process, out _)) coverage.Add(system, state, process, record);
            }
        }

        return coverage;
    }
}
