namespace RaceModel.Checks.Exploration.Storage;

/// <summary>
/// All states found so far, exact and packed, numbered in the order in which they were found. For each also the step by which it
/// was found first, that is its predecessor's number and the process that stepped, and, once it is expanded, one of its successors.
/// </summary>
internal sealed class StateStore(int wordCount)
{
    /// <summary>The witness of a state that has no successor.</summary>
    public const int NoSuccessor = -1;

    private readonly BlockStore<ulong> _words = new(wordCount);
    private readonly BlockStore<int> _predecessors = new();
    private readonly BlockStore<int> _witnesses = new();
    private readonly BlockStore<byte> _processes = new();

    /// <summary>How many states there are.</summary>
    public int Count => _words.Count;

    /// <summary>The bytes that hold the states and what is known of them.</summary>
    public long Bytes => Count * (long)((wordCount * sizeof(ulong)) + (2 * sizeof(int)) + sizeof(byte));

    public ReadOnlySpan<ulong> this[int state] => _words[state];

    /// <summary>The state from which this one was first reached; itself for the initial state.</summary>
    public int PredecessorOf(int state) => _predecessors.At(state);

    /// <summary>The process whose step first led here.</summary>
    public int ProcessInto(int state) => _processes.At(state);

    /// <summary>One of the successors, for <see cref="CompletionAnalysis"/>; arbitrary until the state is expanded.</summary>
    public int WitnessOf(int state) => _witnesses.At(state);

    /// <summary>Makes room for more states, which then have to be set; says the number of the first.</summary>
    public int Extend(int states)
    {
        _predecessors.Extend(states);
        _witnesses.Extend(states);
        _processes.Extend(states);
        return _words.Extend(states);
    }

    public void Set(int number, ReadOnlySpan<ulong> state, int predecessor, byte process)
    {
        state.CopyTo(_words[number]);
        _predecessors.At(number) = predecessor;
        _processes.At(number) = process;
    }

    public void SetWitness(int state, int successor) => _witnesses.At(state) = successor;

    /// <summary>Shows all that is kept of a range of states as bytes, which may be written over.</summary>
    /// <param name="from">The first state.</param>
    /// <param name="to">The state after the last.</param>
    /// <param name="visit">Is shown the bytes, piece by piece, always in the same order.</param>
    public void VisitBytes(int from, int to, Action<Span<byte>> visit)
    {
        _words.VisitBytes(from, to, visit);
        _predecessors.VisitBytes(from, to, visit);
        _processes.VisitBytes(from, to, visit);
    }

    /// <summary>The same for the witnesses alone, which states get later.</summary>
    public void VisitWitnessBytes(int from, int to, Action<Span<byte>> visit) => _witnesses.VisitBytes(from, to, visit);
}
