namespace RaceModel.Checks.Exploration;

/// <summary>
/// Level-synchronous breadth-first search over exact states. States are numbered as if they were expanded one after the other,
/// processes in the order of their numbers; so the result is the same in every run and with any number of workers, and the first
/// schedule to anything is a shortest one.
/// </summary>
/// <remarks>
/// A level is worked through in blocks. Of each block the workers first expand the states, chunk by chunk; then enter the successors
/// into the table, region by region, in the order of the chunks; then store those that are new, chunk by chunk, under numbers that
/// follow from how many new ones each earlier chunk has. Nothing is locked, and entering many successors at once hides the time that
/// memory takes.
/// </remarks>
internal static class BreadthFirstSearch
{
    private const int ChunksPerBlock = 64, StatesPerBlock = ChunksPerBlock * SuccessorChunk.StateCapacity;

    public static StateGraph Run<TSource>(TSource source, SearchLimits limits) where TSource : struct, ITransitionSource =>
        Run(source, limits, new LimitWatch(limits));

    public static StateGraph Run<TSource>(TSource source, SearchLimits limits, LimitWatch watch) where TSource : struct, ITransitionSource
    {
        var graph = new StateGraph(source.WordCount);
        var initial = new ulong[source.WordCount];
        source.WriteInitial(initial);
        graph.States.Set(graph.States.Extend(1), initial, predecessor: 0, process: 0);
        graph.Table.Add(initial, 0);

        var expander = new BlockExpander<TSource>(source, graph, limits.Workers);
        for (int levelStart = 0; levelStart < graph.States.Count;)
        {
            int levelEnd = graph.States.Count;
            graph.LevelStarts.Add(levelStart);
            for (int first = levelStart; first < levelEnd; first += StatesPerBlock)
            {
                graph.StopReason = watch.FindReasonToStop(graph, graph.Depth, first);
                if (!graph.IsComplete) return graph;
                expander.Expand(first, Math.Min(levelEnd - first, StatesPerBlock));
            }

            levelStart = levelEnd;
        }

        return graph;
    }
}
