using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>The outcomes of all runs of a scenario, each with the place of the nearest end that has it: the smaller, the nearer.</summary>
internal sealed class OutcomeSet
{
    private readonly Dictionary<Outcome, int> _nearest = [];
    private readonly Scenario _scenario;
    private readonly Lazy<IReadOnlyList<string>> _texts;

    private OutcomeSet(Scenario scenario, string? stopReason)
    {
        _scenario = scenario;
        StopReason = stopReason;
        _texts = new(() => [.. _nearest.Keys.Select(outcome => outcome.Write(_scenario)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Why the search behind it stopped before it was complete; null if it is complete.</summary>
    public string? StopReason { get; }

    /// <summary>The outcomes of a searched graph; the places are the numbers of its states.</summary>
    public static OutcomeSet Of<TSource>(TSource source, StateGraph graph) where TSource : struct, IScenarioSource
    {
        TransitionSystem system = source.System;
        var outcomes = new OutcomeSet(system.Scenario, graph.StopReason);
        HashSet<Outcome> seen = [];
        foreach (int end in graph.Ends)
        {
            State state = source.Load(graph.States[end]);
            if (!seen.Add(Outcome.Of(system, state))) continue;
            foreach (State like in source.StatesLike(state)) outcomes._nearest.TryAdd(Outcome.Of(system, like), end);
        }

        return outcomes;
    }

    /// <summary>The outcomes of ends and their places, nearest first.</summary>
    public static OutcomeSet Of(Scenario scenario, string? stopReason, IEnumerable<(Outcome Outcome, int Place)> ends)
    {
        var outcomes = new OutcomeSet(scenario, stopReason);
        foreach ((Outcome outcome, int place) in ends) outcomes._nearest.TryAdd(outcome, place);
        return outcomes;
    }

    /// <summary>The outcomes of the run without migration.</summary>
    public static OutcomeSet Baseline(Scenario scenario, SearchLimits limits, Reductions reductions = Reductions.None)
    {
        TransitionSystem system = TransitionSystem.WithoutMigration(scenario);
        return reductions == Reductions.None
            ? ScenarioSearch.Run(new ScenarioSource(system), limits, new LimitWatch(limits)).Outcomes
            : Of(new ReducedSource(system, reductions), limits);
    }

    public bool Contains(Outcome outcome) => _nearest.ContainsKey(outcome);

    /// <summary>The place of the nearest end whose outcome another set lacks; −1 if the other has them all.</summary>
    public int FindNearestOutside(OutcomeSet other) =>
        _nearest.Where(pair => !other.Contains(pair.Key)).Select(pair => pair.Value).DefaultIfEmpty(-1).Min();

    /// <summary>The canonical texts, sorted by their characters' codes.</summary>
    public IReadOnlyList<string> Write() => _texts.Value;

    private static OutcomeSet Of(ReducedSource source, SearchLimits limits) => Of(source, BreadthFirstSearch.Run(source, limits));
}
