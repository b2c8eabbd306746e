using System.Numerics;
using System.Runtime.InteropServices;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>
/// A list of items of <paramref name="width"/> values each that grows without moving what it holds: in blocks, of which each has
/// twice the room of the one before. The first is small, so that small searches stay small.
/// </summary>
internal sealed class BlockStore<T>(int width = 1) where T : unmanaged
{
    private const int FirstBlockShift = 8, FirstBlockSize = 1 << FirstBlockShift, MaxBlocks = 32 - FirstBlockShift;

    private readonly T[][] _blocks = new T[MaxBlocks][];
    private int _blockCount;

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The values of an item.</summary>
    public Span<T> this[int index]
    {
        get
        {
            (int block, int offset) = PlaceOf(index);
            return _blocks[block].AsSpan(offset * width, width);
        }
    }

    /// <summary>An item of one value.</summary>
    public ref T At(int index)
    {
        (int block, int offset) = PlaceOf(index);
        return ref _blocks[block][offset];
    }

    /// <summary>Makes room for more items, whose values are arbitrary until they are set; says the number of the first.</summary>
    public int Extend(int items)
    {
        int first = Count;
        Count += items;
        while (Count > FirstBlockSize * ((1L << _blockCount) - 1))
        {
            _blocks[_blockCount] = LargeArrays.AllocateUninitialized<T>(checked((FirstBlockSize << _blockCount) * width));
            _blockCount++;
        }

        return first;
    }

    /// <summary>Shows the bytes of the items from one number up to, and without, another; they may be written over.</summary>
    public void VisitBytes(int from, int to, Action<Span<byte>> visit)
    {
        while (from < to)
        {
            (int block, int offset) = PlaceOf(from);
            int count = Math.Min(to - from, (FirstBlockSize << block) - offset);
            visit(MemoryMarshal.AsBytes(_blocks[block].AsSpan(offset * width, count * width)));
            from += count;
        }
    }

    /// <summary>Block n holds twice the items of block n − 1, so its number is that of the highest bit.</summary>
    private static (int Block, int Offset) PlaceOf(int index)
    {
        uint shifted = (uint)index + FirstBlockSize;
        int block = BitOperations.Log2(shifted) - FirstBlockShift;
        return (block, (int)(shifted - ((uint)FirstBlockSize << block)));
    }
}
