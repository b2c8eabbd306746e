namespace RaceModel.Checks.Exploration;

/// <summary>
/// All states found so far, exact and packed, numbered in the order in which they were found, and for each the step by which it
/// was found first: its predecessor's number and the process that stepped.
/// </summary>
internal sealed class StateStore(int wordCount)
{
    // The first block is small, so that small searches stay small; each next one doubles the store, and nothing is ever moved.
    private const int FirstBlockShift = 8, FirstBlockSize = 1 << FirstBlockShift, MaxBlocks = 32 - FirstBlockShift;

    private readonly ulong[][] _words = new ulong[MaxBlocks][];
    private readonly int[][] _predecessors = new int[MaxBlocks][];
    private readonly byte[][] _processes = new byte[MaxBlocks][];
    private int _blocks;

    /// <summary>How many states there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes that hold the states and their predecessors.</summary>
    public long Bytes => Count * (long)((wordCount * sizeof(ulong)) + sizeof(int) + sizeof(byte));

    public ReadOnlySpan<ulong> this[int state]
    {
        get
        {
            (int block, int offset) = PlaceOf(state);
            return _words[block].AsSpan(offset * wordCount, wordCount);
        }
    }

    /// <summary>The state from which this one was first reached; itself for the initial state.</summary>
    public int PredecessorOf(int state)
    {
        (int block, int offset) = PlaceOf(state);
        return _predecessors[block][offset];
    }

    /// <summary>The process whose step first led here.</summary>
    public int ProcessInto(int state)
    {
        (int block, int offset) = PlaceOf(state);
        return _processes[block][offset];
    }

    /// <summary>Makes room for more states, which then have to be set; says the number of the first.</summary>
    public int Extend(int states)
    {
        int first = Count;
        Count += states;
        while (Count > FirstBlockSize * ((1L << _blocks) - 1))
        {
            int size = FirstBlockSize << _blocks;
            _words[_blocks] = GC.AllocateUninitializedArray<ulong>(checked(size * wordCount));
            _predecessors[_blocks] = GC.AllocateUninitializedArray<int>(size);
            _processes[_blocks] = GC.AllocateUninitializedArray<byte>(size);
            _blocks++;
        }

        return first;
    }

    public void Set(int number, ReadOnlySpan<ulong> state, int predecessor, byte process)
    {
        (int block, int offset) = PlaceOf(number);
        state.CopyTo(_words[block].AsSpan(offset * wordCount));
        _predecessors[block][offset] = predecessor;
        _processes[block][offset] = process;
    }

    /// <summary>How many states from a number up are stored side by side.</summary>
    public static int RunLengthFrom(int state)
    {
        (int block, int offset) = PlaceOf(state);
        return (FirstBlockSize << block) - offset;
    }

    /// <summary>The words of a run of states.</summary>
    public Span<ulong> WordsOf(int state, int count)
    {
        (int block, int offset) = PlaceOf(state);
        return _words[block].AsSpan(offset * wordCount, count * wordCount);
    }

    /// <summary>The predecessors of a run of states.</summary>
    public Span<int> PredecessorsOf(int state, int count)
    {
        (int block, int offset) = PlaceOf(state);
        return _predecessors[block].AsSpan(offset, count);
    }

    /// <summary>The processes that led to a run of states.</summary>
    public Span<byte> ProcessesInto(int state, int count)
    {
        (int block, int offset) = PlaceOf(state);
        return _processes[block].AsSpan(offset, count);
    }

    /// <summary>Block n holds twice the states of block n − 1, so its number is that of the highest bit.</summary>
    private static (int Block, int Offset) PlaceOf(int state)
    {
        uint shifted = (uint)state + FirstBlockSize;
        int block = System.Numerics.BitOperations.Log2(shifted) - FirstBlockShift;
        return (block, (int)(shifted - ((uint)FirstBlockSize << block)));
    }
}
