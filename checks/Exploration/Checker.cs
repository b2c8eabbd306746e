using System.Collections.Concurrent;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// Judges scenarios by exhaustive search: one breadth-first search of the run with migration answers all properties, one of the
/// run without it is shared by all scenarios that differ only in their protocol.
/// </summary>
public sealed class Checker(SearchLimits limits)
{
    private readonly ConcurrentDictionary<string, Lazy<OutcomeSet>> _baselines = new(StringComparer.Ordinal);

    /// <summary>Checks a scenario.</summary>
    /// <param name="scenario">What is checked.</param>
    /// <param name="properties">The properties to judge.</param>
    /// <exception cref="ArgumentException">The scenario is out of bounds.</exception>
    public CheckResult Check(Scenario scenario, PropertySet properties)
    {
        long start = limits.Clock.GetTimestamp();
        TransitionSystem system = TransitionSystem.Of(scenario);
        var source = new ScenarioSource(system);
        StateGraph graph = BreadthFirstSearch.Run(source, limits);
        OutcomeSet outcomes = OutcomeSet.Of(system, graph), baseline = BaselineOf(scenario);

        return new()
        {
            Scenario = scenario,
            Verdicts = [.. properties.Items().Select(property => Judge(property, source, graph, outcomes, baseline))],
            States = graph.States.Count,
            Transitions = graph.Transitions,
            Depth = graph.Depth,
            Bytes = graph.Bytes,
            StopReason = graph.StopReason,
            Outcomes = outcomes.Write(),
            BaselineOutcomes = baseline.Write(),
            Elapsed = limits.Clock.GetElapsedTime(start),
        };
    }

    private static Verdict Judge(Property property, ScenarioSource source, StateGraph graph, OutcomeSet outcomes, OutcomeSet baseline)
    {
        switch (property)
        {
            case Property.RefinesNoMigration:
                int end = baseline.IsComplete ? outcomes.FindNearestEndOutside(baseline) : -1;
                if (end < 0) return HoldsIf(graph.IsComplete && baseline.IsComplete, property, graph);
                Verdict refinement = Violated(property, source.System, graph.ProcessesTo(end));
                State last = source.System.Codec.Unpack(graph.States[end]);
                return refinement with { OffendingOutcome = Outcome.Of(source.System, last).Write(source.System.Scenario) };
            case Property.AlwaysCompletes:
                int stuck = graph.IsComplete ? CompletionAnalysis.FindNearestStuck(source, graph) : -1;
                return stuck < 0 ? HoldsIf(graph.IsComplete, property, graph) : Violated(property, source.System, graph.ProcessesTo(stuck));
            default:
                return graph.Violations.TryGetValue(property, out ViolatingStep step)
                    ? Violated(property, source.System, [.. graph.ProcessesTo(step.Source), step.Process])
                    : HoldsIf(graph.IsComplete, property, graph);
        }
    }

    private static Verdict Violated(Property property, TransitionSystem system, IEnumerable<int> processes) =>
        new(property, VerdictKind.Violated) { Scenario = system.Scenario, Processes = [.. processes] };

    private static Verdict HoldsIf(bool complete, Property property, StateGraph graph) => complete
        ? new(property, VerdictKind.Holds)
        : new(property, VerdictKind.Unknown) { Reason = $"stopped after {graph.StopReason ?? "the run without migration was stopped"}" };

    private OutcomeSet BaselineOf(Scenario scenario) =>
        _baselines.GetOrAdd(ScenarioKey.OfBaseline(scenario), _ => new(() => OutcomeSet.Baseline(scenario, limits))).Value;
}
