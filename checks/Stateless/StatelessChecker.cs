using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Stateless;

/// <summary>What a stateless search did.</summary>
/// <param name="Runs">Runs that were completed.</param>
/// <param name="RedundantRuns">Runs that were given up, since another one is like them.</param>
/// <param name="Steps">Steps that were taken, each repetition counted.</param>
public sealed record StatelessEffort(long Runs, long RedundantRuns, long Steps);

/// <summary>Judges a scenario by the runs of a stateless search: a second opinion on what the breadth-first search says.</summary>
internal static class StatelessChecker
{
    /// <summary>Runs all interleavings that differ in more than the order of independent steps.</summary>
    /// <param name="scenario">What is checked.</param>
    /// <param name="properties">The properties to judge.</param>
    /// <param name="maxSteps">How long a run may get before it is cut; then nothing is said to hold.</param>
    /// <param name="limits">What stops the search: time, or the user.</param>
    /// <exception cref="ArgumentException">The scenario is out of bounds.</exception>
    public static CheckResult Check(Scenario scenario, PropertySet properties, int maxSteps, SearchLimits limits)
    {
        long began = limits.Clock.GetTimestamp();
        var system = TransitionSystem.Of(scenario);
        StatelessResult found = StatelessSearch.Run(system, StatelessReduction.SourceSets, maxSteps, limits);
        StatelessResult baseline = StatelessSearch.Run(TransitionSystem.WithoutMigration(scenario), StatelessReduction.SourceSets, maxSteps, limits);
        return new()
        {
            Scenario = scenario,
            Verdicts = [.. properties.Items().Select(property => Judge(property, scenario, found, baseline))],
            States = 0,
            Transitions = found.Steps,
            Depth = 0,
            Bytes = 0,
            StopReason = found.StopReason,
            Outcomes = Write(found, scenario),
            BaselineOutcomes = Write(baseline, scenario),
            Stateless = new(found.CompletedRuns, found.RedundantRuns, found.Steps),
            Elapsed = limits.Clock.GetElapsedTime(began),
        };
    }

    /// <summary>Runs that are not cut end, so whatever keeps one of them from completing is a deadlock at its end.</summary>
    private static Verdict Judge(Property property, Scenario scenario, StatelessResult found, StatelessResult baseline)
    {
        if (property == Property.RefinesNoMigration) return JudgeRefinement(scenario, found, baseline);
        if (found.Violated.Contains(property)) return Violated(property, scenario, found.RunTo(property));
        return HoldsUnless(found.StopReason, property);
    }

    private static Verdict JudgeRefinement(Scenario scenario, StatelessResult found, StatelessResult baseline)
    {
        if (baseline.StopReason is { } reason) return HoldsUnless(found.StopReason ?? $"{reason} in the run without migration", Property.RefinesNoMigration);

        (Outcome outcome, byte[]? run) = found.Outcomes.Where(pair => !baseline.Outcomes.ContainsKey(pair.Key))
            .OrderBy(pair => pair.Value.Length).ThenBy(pair => pair.Key.Write(scenario), StringComparer.Ordinal).FirstOrDefault();
        return run is null
            ? HoldsUnless(found.StopReason, Property.RefinesNoMigration)
            : Violated(Property.RefinesNoMigration, scenario, run) with { OffendingOutcome = outcome.Write(scenario) };
    }

    private static Verdict Violated(Property property, Scenario scenario, IReadOnlyList<byte> run) =>
        new(property, VerdictKind.Violated) { Scenario = scenario, Processes = [.. run.Select(process => (int)process)] };

    private static Verdict HoldsUnless(string? stopReason, Property property) => stopReason is null
        ? new(property, VerdictKind.Holds)
        : new(property, VerdictKind.Unknown) { Reason = $"stopped after {stopReason}" };

    private static IReadOnlyList<string> Write(StatelessResult result, Scenario scenario) =>
        [.. result.Outcomes.Keys.Select(outcome => outcome.Write(scenario)).Order(StringComparer.Ordinal)];
}
