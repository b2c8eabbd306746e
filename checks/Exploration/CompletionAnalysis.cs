namespace RaceModel.Checks.Exploration;

/// <summary>Finds the states from which no end can be reached: whatever happens then, the run is never over.</summary>
internal static class CompletionAnalysis
{
    private const int StatesBetweenLooks = 1 << 16;

    /// <summary>The nearest state from which no end can be reached; −1 if there is none.</summary>
    /// <param name="source">The model.</param>
    /// <param name="graph">A complete graph of it.</param>
    /// <param name="watch">The limits of the search.</param>
    /// <param name="stopReason">Why the analysis stopped before it could tell; null if it could.</param>
    public static int FindNearestStuck<TSource>(TSource source, StateGraph graph, LimitWatch watch, out string? stopReason)
        where TSource : struct, ITransitionSource
    {
        stopReason = null;
        var backward = new BackwardReachability<TSource>(source, graph);
        List<int> unsettled = [];
        for (int state = graph.States.Count - 1; state >= 0; state--)
        {
            if (!backward.Settles(state)) unsettled.Add(state);
            if (state % StatesBetweenLooks != StatesBetweenLooks - 1) continue;

            stopReason = watch.FindReasonToStop(graph);
            if (stopReason is not null) return -1;
        }

        while (backward.NeedsAnotherPass())
        {
            stopReason = watch.FindReasonToStop(graph);
            if (stopReason is not null) return -1;
            unsettled.RemoveAll(backward.Settles);
        }

        return unsettled.Count == 0 ? -1 : unsettled[^1];
    }
}
