using System.Collections;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// Finds the states from which no end can be reached, by backward reachability over the whole graph: a state can reach an end if
/// it is one or a successor can.
/// </summary>
/// <remarks>
/// Edges are not stored, but for one successor of each state, its witness. States are visited from the farthest to the nearest, so
/// nearly all are settled by their witness in one pass over the numbers; only the few that are left, on cycles and in dead ends, are
/// expanded again, until nothing changes.
/// </remarks>
internal static class CompletionAnalysis
{
    /// <summary>The nearest state from which no end can be reached; −1 if there is none.</summary>
    /// <param name="source">The model.</param>
    /// <param name="graph">A complete graph of it.</param>
    /// <param name="watch">The limits of the search.</param>
    /// <param name="stopReason">Why the analysis stopped before it could tell; null if it could.</param>
    public static int FindNearestStuck<TSource>(TSource source, StateGraph graph, LimitWatch watch, out string? stopReason)
        where TSource : struct, ITransitionSource
    {
        stopReason = null;
        var reaches = new BitArray(graph.States.Count);
        foreach (int end in graph.Ends) reaches[end] = true;

        List<int> unsettled = [];
        for (int state = graph.States.Count - 1; state >= 0; state--)
        {
            int witness = graph.Witnesses[state];
            if (witness >= 0 && reaches[witness]) reaches[state] = true;
            else if (!reaches[state]) unsettled.Add(state);
        }

        while (unsettled.RemoveAll(state => ReachesThroughSuccessor(source, graph, state, reaches)) > 0)
        {
            stopReason = watch.FindReasonToStop(graph);
            if (stopReason is not null) return -1;
        }

        return unsettled.Count == 0 ? -1 : unsettled[^1];
    }

    private static bool ReachesThroughSuccessor<TSource>(TSource source, StateGraph graph, int state, BitArray reaches)
        where TSource : struct, ITransitionSource
    {
        int width = source.WordCount;
        Span<ulong> successors = stackalloc ulong[source.MaxSuccessors * width];
        Span<Successor> facts = stackalloc Successor[source.MaxSuccessors];
        int count = source.Expand(graph.States[state], successors, facts);
        for (int index = 0; index < count; index++)
        {
            if (!reaches[graph.Table.Find(successors.Slice(index * width, width))]) continue;
            reaches[state] = true;
            return true;
        }

        return false;
    }
}
