using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>What a search found that numbers the states and keeps a step into each.</summary>
internal sealed class GraphFindings<TSource>(TSource source, StateGraph graph) : IScenarioFindings where TSource : struct, IScenarioSource
{
    private OutcomeSet? _outcomes;

    public ISearchExtent Extent => graph;

    public string? StopReason => graph.StopReason;

    public OutcomeSet Outcomes => _outcomes ??= OutcomeSet.Of(source, graph);

    public Savings? Savings => source.SavingsIn(graph);

    public int[]? FindViolation(Property property) => graph.FindViolation(property) is { } step
        ? source.StepsOf([.. graph.ProcessesTo(step.Source), step.Process], property)
        : null;

    public int[]? FindEndOutside(OutcomeSet outcomes) => StepsTo(Outcomes.FindNearestOutside(outcomes));

    public int[]? FindStuck(LimitWatch watch, out string? stopReason) =>
        StepsTo(CompletionAnalysis.FindNearestStuck(source, graph, watch, out stopReason));

    private int[]? StepsTo(int state) => state < 0 ? null : source.StepsOf(graph.ProcessesTo(state), violated: null);
}
