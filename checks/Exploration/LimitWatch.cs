using RaceModel.Checks.Estimation;

namespace RaceModel.Checks.Exploration;

/// <summary>Watches a search's limits and reports its progress.</summary>
internal sealed class LimitWatch(SearchLimits limits)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private const long MemoryToKeep = 256L << 20;

    private readonly long _start = limits.Clock.GetTimestamp();
    private TimeSpan _nextLook = LookInterval;

    /// <summary>The number of steps of the longest run known, by which the total is estimated.</summary>
    public int LongestRun { get; set; }

    /// <summary>Why the search must stop now; null if it may go on.</summary>
    public string? FindReasonToStop(ISearchExtent search)
    {
        if (search.StateCount >= limits.MaxStates) return $"{limits.MaxStates:N0} states";
        if (search.Bytes > limits.MaxMemoryBytes) return $"{limits.MaxMemoryBytes / (double)(1 << 20):#,0.##} MiB";
        if (limits.Cancellation.IsCancellationRequested) return $"interruption at depth {search.Depth}";

        TimeSpan elapsed = limits.Clock.GetElapsedTime(_start);
        if (limits.MaxTime != Timeout.InfiniteTimeSpan && elapsed >= limits.MaxTime) return $"{limits.MaxTime.TotalSeconds:0.###} s";

        if (elapsed < _nextLook) return null;

        _nextLook = elapsed + LookInterval;
        limits.Progress?.Report(new(
            search.StateCount, search.Transitions, search.Depth, search.Frontier, search.Bytes, elapsed, SizeEstimate.Of(search, LongestRun)));
        return FindLackOfMemory(search);
    }

    /// <summary>A table doubles before the old one is gone; a search must not come to where that is more than there is.</summary>
    private string? FindLackOfMemory(ISearchExtent search)
    {
        long needed = search.BytesToGrow + MemoryToKeep;
        if (limits.AvailableMemory() >= needed) return null;

        GC.Collect();
        long available = limits.AvailableMemory();
        return available >= needed
            ? null
            : $"{search.Bytes >> 20:N0} MiB, with {available >> 20:N0} MiB left on this machine where {needed >> 20:N0} may be needed";
    }
}
