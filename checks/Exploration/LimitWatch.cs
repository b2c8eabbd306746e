namespace RaceModel.Checks.Exploration;

/// <summary>Watches a search's limits and reports its progress.</summary>
internal sealed class LimitWatch(SearchLimits limits)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = limits.Clock.GetTimestamp();
    private TimeSpan _nextReport = ReportInterval;

    /// <summary>Why the search must stop now; null if it may go on.</summary>
    public string? FindReasonToStop(StateGraph graph)
    {
        if (graph.States.Count >= limits.MaxStates) return $"{limits.MaxStates:N0} states";
        if (graph.Bytes > limits.MaxMemoryBytes) return $"{limits.MaxMemoryBytes / (double)(1 << 20):#,0.##} MiB";
        if (limits.Cancellation.IsCancellationRequested) return $"interruption at depth {graph.Depth}";

        TimeSpan elapsed = limits.Clock.GetElapsedTime(_start);
        if (limits.MaxTime != Timeout.InfiniteTimeSpan && elapsed >= limits.MaxTime) return $"{limits.MaxTime.TotalSeconds:0.###} s";

        Report(graph, elapsed);
        return null;
    }

    private void Report(StateGraph graph, TimeSpan elapsed)
    {
        if (limits.Progress is null || elapsed < _nextReport) return;
        _nextReport = elapsed + ReportInterval;
        limits.Progress.Report(new(
            graph.States.Count, graph.Transitions, graph.Depth, graph.States.Count - graph.Expanded, graph.Bytes, elapsed));
    }
}
