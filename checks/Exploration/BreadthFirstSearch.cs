namespace RaceModel.Checks.Exploration;

/// <summary>
/// Breadth-first search over exact states. States are expanded in the order in which they were found and processes in the order of
/// their numbers, so the result is the same in every run, and the first schedule to anything is a shortest one.
/// </summary>
internal static class BreadthFirstSearch
{
    public static StateGraph Run<TSource>(TSource source, SearchLimits limits) where TSource : struct, ITransitionSource =>
        Run(source, new LimitWatch(limits));

    public static StateGraph Run<TSource>(TSource source, LimitWatch watch) where TSource : struct, ITransitionSource
    {
        int width = source.WordCount;
        var graph = new StateGraph(width);
        var successors = new ulong[source.MaxSuccessors * width];
        var facts = new Successor[source.MaxSuccessors];

        source.WriteInitial(successors.AsSpan(0, width));
        graph.Table.TryAdd(successors.AsSpan(0, width), predecessor: 0, process: 0);
        for (int levelStart = 0; levelStart < graph.States.Count;)
        {
            int levelEnd = graph.States.Count;
            graph.LevelStarts.Add(levelStart);
            for (int state = levelStart; state < levelEnd; state++)
            {
                graph.StopReason = watch.FindReasonToStop(graph, graph.Depth, state);
                if (!graph.IsComplete) return graph;
                Expand(source, graph, state, successors, facts);
            }

            levelStart = levelEnd;
        }

        return graph;
    }

    private static void Expand<TSource>(TSource source, StateGraph graph, int state, ulong[] successors, Successor[] facts)
        where TSource : struct, ITransitionSource
    {
        int width = source.WordCount;
        int count = source.Expand(graph.States[state], successors, facts);
        graph.Transitions += count;
        if (count == 0 && source.IsEnd(graph.States[state])) graph.Ends.Add(state);

        for (int index = 0; index < count; index++)
        {
            Successor fact = facts[index];
            graph.Table.TryAdd(successors.AsSpan(index * width, width), state, fact.Process);
            if (!fact.Violated.IsEmpty) RecordViolations(graph, state, fact);
        }
    }

    private static void RecordViolations(StateGraph graph, int state, Successor fact)
    {
        foreach (Property property in fact.Violated.Items())
            graph.Violations.TryAdd(property, new(state, fact.Process, graph.Depth + 1));
    }
}
