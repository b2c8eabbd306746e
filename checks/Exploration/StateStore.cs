namespace RaceModel.Checks.Exploration;

/// <summary>
/// All states found so far, exact and packed, numbered in the order in which they were found, and for each the step by which it
/// was found first: its predecessor's number and the process that stepped.
/// </summary>
internal sealed class StateStore(int wordCount)
{
    private const int ChunkShift = 16, StatesPerChunk = 1 << ChunkShift, OffsetMask = StatesPerChunk - 1;

    private readonly List<ulong[]> _words = [];
    private readonly List<uint[]> _predecessors = [];
    private readonly List<byte[]> _processes = [];

    /// <summary>How many states there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes that hold the states and their predecessors.</summary>
    public long Bytes => _words.Count * (long)StatesPerChunk * ((wordCount * sizeof(ulong)) + sizeof(uint) + sizeof(byte));

    public ReadOnlySpan<ulong> this[int state] =>
        _words[state >> ChunkShift].AsSpan((state & OffsetMask) * wordCount, wordCount);

    /// <summary>The state from which this one was first reached; itself for the initial state.</summary>
    public int PredecessorOf(int state) => (int)_predecessors[state >> ChunkShift][state & OffsetMask];

    /// <summary>The process whose step first led here.</summary>
    public int ProcessInto(int state) => _processes[state >> ChunkShift][state & OffsetMask];

    /// <summary>Appends a state and returns its number.</summary>
    public int Add(ReadOnlySpan<ulong> state, int predecessor, byte process)
    {
        int chunk = Count >> ChunkShift, offset = Count & OffsetMask;
        if (chunk == _words.Count) AddChunk();

        state.CopyTo(_words[chunk].AsSpan(offset * wordCount));
        _predecessors[chunk][offset] = (uint)predecessor;
        _processes[chunk][offset] = process;
        return Count++;
    }

    private void AddChunk()
    {
        _words.Add(GC.AllocateUninitializedArray<ulong>(StatesPerChunk * wordCount));
        _predecessors.Add(GC.AllocateUninitializedArray<uint>(StatesPerChunk));
        _processes.Add(GC.AllocateUninitializedArray<byte>(StatesPerChunk));
    }
}
