using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>The outcomes of all runs of a scenario, each with the nearest end state that has it.</summary>
internal sealed class OutcomeSet
{
    private readonly Dictionary<Outcome, int> _firstEnds = [];
    private readonly Scenario _scenario;

    private OutcomeSet(Scenario scenario, string? stopReason)
    {
        _scenario = scenario;
        StopReason = stopReason;
    }

    /// <summary>Why the search behind it stopped before it was complete; null if it is complete.</summary>
    public string? StopReason { get; }

    /// <summary>The outcomes of a searched graph.</summary>
    public static OutcomeSet Of<TSource>(TSource source, StateGraph graph) where TSource : struct, IScenarioSource
    {
        TransitionSystem system = source.System;
        var outcomes = new OutcomeSet(system.Scenario, graph.StopReason);
        HashSet<Outcome> seen = [];
        foreach (int end in graph.Ends)
        {
            State state = source.Load(graph.States[end]);
            if (!seen.Add(Outcome.Of(system, state))) continue;
            foreach (State like in source.StatesLike(state)) outcomes._firstEnds.TryAdd(Outcome.Of(system, like), end);
        }

        return outcomes;
    }

    /// <summary>The outcomes of the run without migration.</summary>
    public static OutcomeSet Baseline(Scenario scenario, SearchLimits limits, Reductions reductions = Reductions.None)
    {
        TransitionSystem system = TransitionSystem.WithoutMigration(scenario);
        return reductions == Reductions.None
            ? Search(new ScenarioSource(system), limits)
            : Search(new ReducedSource(system, reductions), limits);
    }

    private static OutcomeSet Search<TSource>(TSource source, SearchLimits limits) where TSource : struct, IScenarioSource =>
        Of(source, BreadthFirstSearch.Run(source, limits));

    public bool Contains(Outcome outcome) => _firstEnds.ContainsKey(outcome);

    /// <summary>The nearest end state whose outcome another set lacks; −1 if the other has them all.</summary>
    public int FindNearestEndOutside(OutcomeSet other) =>
        _firstEnds.Where(pair => !other.Contains(pair.Key)).Select(pair => pair.Value).DefaultIfEmpty(-1).Min();

    /// <summary>The canonical texts, sorted by their characters' codes.</summary>
    public IReadOnlyList<string> Write() =>
        [.. _firstEnds.Keys.Select(outcome => outcome.Write(_scenario)).Order(StringComparer.Ordinal)];
}
