using RaceModel.Checks.Estimation;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// What may stop a search before it is complete. A search that was stopped never says "holds".
/// </summary>
public sealed record SearchLimits
{
    /// <summary>How many states may be stored.</summary>
    public long MaxStates { get; init; } = int.MaxValue - 1;

    /// <summary>How many bytes the stored states and their table may take.</summary>
    public long MaxMemoryBytes { get; init; } = long.MaxValue;

    /// <summary>How long the search may take.</summary>
    public TimeSpan MaxTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many workers search at the same time; the result does not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Stops the search when the user asks.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Where the time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How many bytes of memory the machine has left; a search that may need more to go on stops.</summary>
    internal Func<long> AvailableMemory { get; init; } = MachineMemory.FindAvailable;

    /// <summary>Is told how far a search has come, several times a second.</summary>
    public IProgress<SearchProgress>? Progress { get; init; }
}

/// <summary>How far a search has come.</summary>
/// <param name="States">States found.</param>
/// <param name="Transitions">Steps taken between them.</param>
/// <param name="Depth">Steps from the initial state to the states that are expanded now.</param>
/// <param name="Frontier">States found and not yet expanded.</param>
/// <param name="Bytes">Memory of states and table.</param>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Total">How many states there will be.</param>
public readonly record struct SearchProgress(
    long States, long Transitions, int Depth, long Frontier, long Bytes, TimeSpan Elapsed,
    SizeEstimate Total);
