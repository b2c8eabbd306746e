using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// What a search needs to know of a model: packed states of a fixed width, and their successors. Implemented by structs, so that
/// the search is compiled once for each model and calls nothing virtually.
/// </summary>
internal interface ITransitionSource
{
    /// <summary>How many 64-bit words a packed state has.</summary>
    int WordCount { get; }

    /// <summary>How many successors a state can have at most.</summary>
    int MaxSuccessors { get; }

    /// <summary>What packed states refer to; nothing if they stand for themselves.</summary>
    IReadOnlyList<PartTable> Parts { get; }

    /// <summary>Writes the state in which the search starts.</summary>
    void WriteInitial(Span<ulong> state);

    /// <summary>Readies a worker's own copy to expand states: from now on it remembers steps.</summary>
    void Prepare();

    /// <summary>Writes all successors of a state, one after the other, and what is known of each; says how many there are.</summary>
    int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts);

    /// <summary>Whether a state without successors is a proper end and not a deadlock.</summary>
    bool IsEnd(ReadOnlySpan<ulong> state);
}

/// <summary>What a search must know of a successor besides the state itself.</summary>
/// <param name="Process">The process whose step leads there.</param>
/// <param name="Violated">What that step violates.</param>
internal readonly record struct Successor(byte Process, PropertySet Violated);
