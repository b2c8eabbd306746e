using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>A piece of a test's work: so many executions, or the whole of what cannot be divided.</summary>
/// <param name="First">The number of the first execution.</param>
/// <param name="Count">How many.</param>
internal readonly record struct Chunk(long First, int Count);

/// <summary>A violating run as an engine found it.</summary>
/// <param name="Property">What its end violates.</param>
/// <param name="Processes">The processes that step, one after the other.</param>
/// <param name="Execution">The number of the execution; 0 for an exhaustive search.</param>
internal sealed record RawFinding(Property Property, byte[] Processes, long Execution);

/// <summary>What came of a piece of work. It follows from the test, the seed and the piece alone.</summary>
internal sealed record ChunkResult
{
    public IReadOnlyList<RawFinding> Findings { get; init; } = [];

    public Coverage Coverage { get; init; }

    /// <summary>Executions that were run, or states that were stored.</summary>
    public long Explored { get; init; }

    /// <summary>Whether all that there is was explored, not only this piece.</summary>
    public bool IsExhausted { get; init; }

    /// <summary>Whether there is no execution left to run.</summary>
    public bool IsOver { get; init; }

    /// <summary>All executions with at most this many preemptions were run; null if none are, or the strategy does not count them.</summary>
    public int? ExhaustedPreemptions { get; init; }

    /// <summary>
    /// Executions that got no nearer to a switch-over under fair scheduling, where it is not known whether one can still be reached.
    /// </summary>
    public int Suspects { get; init; }

    /// <summary>The first of them; null if there is none.</summary>
    public RawFinding? FirstSuspect { get; init; }

    /// <summary>Why the piece was not finished; null if it was.</summary>
    public string? StopReason { get; init; }
}
