using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;
using RaceModel.Tests.Reduction;

namespace RaceModel.Tests;

/// <summary>A small scenario whose verdicts are known, and which some mutant gets wrong.</summary>
/// <param name="Name">What the scenario is about.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="Verdicts">
/// The violated properties with their lengths, how many outcomes there are with and without migration, and a checksum of their texts.
/// </param>
internal sealed record KillTest(string Name, string Scenario, string Verdicts)
{
    private const int MaxStates = 60_000, MaxAuditedStates = 600;

    /// <summary>The scenario with every knob written out, so that reading it needs nothing but the model.</summary>
    public string InFull => ScenarioText.Write(ScenarioText.Parse(Scenario));

    /// <summary>Judges a scenario; a model or a search that breaks down says how.</summary>
    public static string Judge(string scenario)
    {
        try
        {
            var checker = new Checker(new SearchLimits { MaxStates = MaxStates });
            CheckResult result = checker.Check(ScenarioText.Parse(scenario), PropertySet.All);
            return WhatCannotBeRepeated(result)
                ?? Write(VerdictText.Of(result), result.Outcomes, result.BaselineOutcomes) + WhatSetsChange(result) + WhatSymmetryChanges(result) + WhatReductionsChange(result);
        }
        catch (Exception failure)
        {
            return failure.GetType().Name;
        }
    }

    private static string? WhatCannotBeRepeated(CheckResult result) => result.Verdicts
        .Where(verdict => verdict.Counterexample is { } counterexample && Replay.Run(counterexample).Divergence is not null)
        .Select(unfounded => $"the counterexample to {Words.Of(unfounded.Property)} cannot be repeated").FirstOrDefault();

    private static string WhatSetsChange(CheckResult full)
    {
        var checker = new Checker(new SearchLimits { MaxStates = MaxStates });
        CheckResult sets = checker.Check(full.Scenario, PropertySet.All, checkpoint: null, inspect: (_, _) => { });
        bool isSame = (full.States, full.Transitions, full.Depth) == (sets.States, sets.Transitions, sets.Depth) && full.Outcomes.SequenceEqual(sets.Outcomes)
            && full.Verdicts.Zip(sets.Verdicts).All(pair => (pair.First.Processes ?? []).SequenceEqual(pair.Second.Processes ?? []));
        return isSame ? "" : $"; by sets {Write(VerdictText.Of(sets), sets.Outcomes, sets.BaselineOutcomes)}";
    }

    private static string WhatSymmetryChanges(CheckResult full)
    {
        CheckResult merged = new Checker(new SearchLimits { MaxStates = MaxStates }, Reductions.Symmetry).Check(full.Scenario, PropertySet.All);
        if (WhatCannotBeRepeated(merged) is { } error) return $"; by symmetry {error}";
        string before = Write(VerdictText.Of(full), full.Outcomes, full.BaselineOutcomes), after = Write(VerdictText.Of(merged), merged.Outcomes, merged.BaselineOutcomes);
        return before == after && merged.Savings!.SymmetricStates == full.States ? "" : $"; by symmetry {after}";
    }

    private static string WhatReductionsChange(CheckResult full)
    {
        CheckResult reduced = new Checker(new SearchLimits { MaxStates = MaxStates }, ReductionWords.AllReductions).Check(full.Scenario, PropertySet.All);
        if (reduced.Violated != full.Violated || !reduced.Outcomes.SequenceEqual(full.Outcomes) || !reduced.BaselineOutcomes.SequenceEqual(full.BaselineOutcomes))
            return $"; reduced: {VerdictText.Of(reduced)}";

        if (NaiveSearch.Run(TransitionSystem.Of(full.Scenario), MaxAuditedStates) is not { } search) return "";
        return PersistenceAudit.HasCycleThatPutsOff(search) ? "; reduced: a cycle puts processes off" : PersistenceAudit.FindError(search) is { } error ? $"; {error}" : "";
    }

    public static string Write(string verdicts, IReadOnlyCollection<string> outcomes, IReadOnlyCollection<string> baseline) =>
        $"{verdicts}; outcomes {outcomes.Count}/{baseline.Count} #{ChecksumOf([.. outcomes, .. baseline])}";

    // FNV-1a, folded to 16 bits: the texts are too long for a table.
    private static string ChecksumOf(IEnumerable<string> texts)
    {
        uint hash = 2_166_136_261;
        foreach (char letter in texts.SelectMany(text => text + "\n")) hash = (hash ^ letter) * 16_777_619;
        return $"{(ushort)(hash ^ (hash >> 16)):x4}";
    }
}
