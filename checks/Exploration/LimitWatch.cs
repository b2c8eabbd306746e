namespace RaceModel.Checks.Exploration;

/// <summary>Watches a search's limits and reports its progress.</summary>
internal sealed class LimitWatch(SearchLimits limits)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = limits.Clock.GetTimestamp();
    private TimeSpan _nextReport = ReportInterval;

    /// <summary>Why the search must stop now; null if it may go on.</summary>
    public string? FindReasonToStop(StateGraph graph, int depth, int expanded)
    {
        if (graph.States.Count >= limits.MaxStates) return $"{limits.MaxStates:N0} states";
        if (graph.Bytes > limits.MaxMemoryBytes) return $"{limits.MaxMemoryBytes / (double)(1 << 20):#,0.##} MiB";
        if (limits.Cancellation.IsCancellationRequested) return $"interruption at depth {depth}";

        TimeSpan elapsed = limits.Clock.GetElapsedTime(_start);
        if (limits.MaxTime != Timeout.InfiniteTimeSpan && elapsed >= limits.MaxTime) return $"{limits.MaxTime.TotalSeconds:0.###} s";

        Report(graph, depth, expanded, elapsed);
        return null;
    }

    private void Report(StateGraph graph, int depth, int expanded, TimeSpan elapsed)
    {
        if (limits.Progress is null || elapsed < _nextReport) return;
        _nextReport = elapsed + ReportInterval;
        limits.Progress.Report(new(graph.States.Count, graph.Transitions, depth, graph.States.Count - expanded, graph.Bytes, elapsed));
    }
}
