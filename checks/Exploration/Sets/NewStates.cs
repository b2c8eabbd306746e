using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>The states of a region that a level adds to all states, in blocks. Kept and used again for the next level.</summary>
/// <param name="region">The number of the region.</param>
internal sealed class NewStates(int region)
{
    // Two arrays, as keys are sorted.
    private ulong[] _keys = [];
    private ulong[] _states = [];

    /// <summary>How many blocks there are.</summary>
    public int Count { get; private set; }

    /// <summary>The rows, once the blocks are sorted.</summary>
    public List<LevelPart> Rows { get; } = [];

    /// <summary>What rows are sorted by.</summary>
    public List<ulong> RowOrders { get; } = [];

    private StateBlock this[int block] => new(_keys[block], _states[block]);

    /// <summary>Forgets them all, and makes room for others.</summary>
    public void Clear(int room)
    {
        Count = 0;
        if (room <= _keys.Length) return;

        _keys = GC.AllocateUninitializedArray<ulong>(2 * room);
        _states = GC.AllocateUninitializedArray<ulong>(2 * room);
    }

    /// <summary>Adds what a worker found to what was found before; these are the states that were not there.</summary>
    public void Add(ReadOnlySpan<StateBlock> successors, StateSet found) =>
        Count += found.AddAll(successors, _keys.AsSpan(Count), _states.AsSpan(Count));

    /// <summary>Sorts the blocks by their keys, makes one of those that have the same, as states of a block are found by and by, and finds the rows.</summary>
    public void Sort()
    {
        _keys.AsSpan(0, Count).Sort(_states.AsSpan(0, Count));
        Count = JoinEqualKeys();
        FindRows();
    }

    /// <summary>Writes blocks that follow one another.</summary>
    /// <returns>How many states there are in them.</returns>
    public long CopyTo(Span<StateBlock> blocks, int first)
    {
        long count = 0;
        for (int block = 0; block < blocks.Length; block++)
        {
            blocks[block] = this[first + block];
            count += BitOperations.PopCount(blocks[block].States);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int JoinEqualKeys()
    {
        int distinct = 0;
        for (int next = 0; next < Count; next++)
        {
            if (distinct > 0 && _keys[distinct - 1] == _keys[next])
            {
                _states[distinct - 1] |= _states[next];
                continue;
            }

            (_keys[distinct], _states[distinct]) = (_keys[next], _states[next]);
            distinct++;
        }

        return distinct;
    }

    private void FindRows()
    {
        Rows.Clear();
        RowOrders.Clear();
        for (int first = 0, next; first < Count; first = next)
        {
            for (next = first + 1; next < Count && this[next].Host == this[first].Host;) next++;
            Rows.Add(new(region, first, next - first));
            RowOrders.Add(((ulong)this[first].FirstDevices << 32) | this[next - 1].FirstDevices);
        }
    }
}
