using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explanations;

/// <summary>
/// Searches for a single change of a scenario's protocol after which a violated property holds and nothing else is violated anew. That
/// is said only after a search of all interleavings; that a change does not do it, after a run that shows it.
/// </summary>
internal sealed class ProtocolRepairs(Scenario scenario, SearchLimits limits)
{
    // About as many as a few seconds allow, for all properties of the scenario together.
    private const long MostStates = 1_000_000;

    // How much longer than the explained run another one may be that violates the same.
    private const int LongerBy = 30;

    private readonly Dictionary<string, CheckResult> _results = new(StringComparer.Ordinal);
    private Checker? _checker;
    private long _states;

    /// <param name="trace">A run that ends in the violation.</param>
    /// <param name="property">What is violated.</param>
    /// <param name="race">The race in that run, if any: its primitives are changed first where that costs no more.</param>
    public ProtocolChangeSearch Find(Trace trace, Property property, RacingPair? race)
    {
        Primitive[] racing = race is null ? [] : [.. ((int[])[race.First, race.Second])
            .Select(number => trace.Steps[number - 1].Transition.Step.Primitive).OfType<Primitive>()];
        (ChangedProtocol Change, Scenario Scenario)[] candidates = [.. Candidates(racing)];
        if (Check(scenario) is not { } before) return new(null, Refuted: 0, candidates.Length);

        byte[] processes = [.. trace.Steps.Select(step => (byte)step.Process)];
        int refuted = 0, notTried = 0;
        foreach ((ChangedProtocol change, Scenario changed) in candidates)
        {
            if (IsRefutedByRun(changed, property, processes)) refuted++;
            else if (Check(changed) is not { } after) notTried++;
            else if (after.Violated.Contains(property) || !after.Violated.Except(before.Violated).IsEmpty) refuted++;
            else return new(new(change.Part, change.Text, changed, after), refuted, notTried);
        }

        return new(null, refuted, notTried);
    }

    private IEnumerable<(ChangedProtocol, Scenario)> Candidates(Primitive[] racing) => ProtocolChanges.Of(scenario.Protocol, racing)
        .Select(change => (Change: change, Scenario: scenario with { Protocol = change.Protocol }))
        .Where(candidate => candidate.Scenario.FindError() is null)
        .DistinctBy(candidate => ScenarioKey.Of(candidate.Scenario));

    private static bool IsRefutedByRun(Scenario changed, Property property, byte[] processes) =>
        new CandidateRuns(TransitionSystem.Of(changed), property).Run(processes, processes.Length + LongerBy) is not null;

    /// <summary>The complete check of a scenario; null if it takes more than is left of the effort allowed.</summary>
    private CheckResult? Check(Scenario candidate)
    {
        string key = ScenarioKey.Of(candidate);
        if (_results.TryGetValue(key, out CheckResult? known)) return known;
        if (_states >= MostStates) return null;

        _checker ??= new(limits with { MaxStates = MostStates / 4, Workers = 1, Progress = null });
        CheckResult result = _checker.Check(candidate, PropertySet.All);
        _states += result.States;
        if (result.IsInconclusive) return null;
        return _results[key] = result;
    }
}
