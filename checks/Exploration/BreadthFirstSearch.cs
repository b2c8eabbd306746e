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

    /// <param name="source">The model.</param>
    /// <param name="limits">How much the search may take.</param>
    /// <param name="watch">Watches the limits.</param>
    /// <param name="checkpoint">Where the search is saved, and what it continues from; null for neither.</param>
    /// <param name="enough">It stops at the end of a level when it has so many states.</param>
    public static StateGraph Run<TSource>(
        TSource source, SearchLimits limits, LimitWatch watch, CheckpointFile? checkpoint = null, long enough = long.MaxValue)
        where TSource : struct, ITransitionSource
    {
        var graph = new StateGraph(source.WordCount, source.Parts);
        if (checkpoint?.TryRestore(graph) != true) AddInitial(source, graph);

        var expander = new BlockExpander<TSource>(source, graph, limits.Workers);
        while (graph.Expanded < graph.States.Count)
        {
            graph.StopReason = watch.FindReasonToStop(graph) ?? (graph.IsAtLevelEnd && graph.StateCount >= enough ? $"{enough:N0} states" : null);
            if (!graph.IsComplete) break;

            if (graph.IsAtLevelEnd) graph.BeginLevel();
            int count = Math.Min(graph.LevelEnd - graph.Expanded, StatesPerBlock);
            expander.Expand(graph.Expanded, count);
            graph.Expanded += count;
            checkpoint?.SaveIfDue(graph);
        }

        checkpoint?.SaveEnd(graph, graph.IsComplete);
        return graph;
    }

    private static void AddInitial<TSource>(TSource source, StateGraph graph) where TSource : struct, ITransitionSource
    {
        var initial = new ulong[source.WordCount];
        source.WriteInitial(initial);
        graph.States.Set(graph.States.Extend(1), initial, predecessor: 0, process: 0);
        graph.Table.EnterStored();
    }
}
