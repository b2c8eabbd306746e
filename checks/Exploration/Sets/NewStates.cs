using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>The states of a region that a level adds to all states, in blocks. Kept and used again for the next level.</summary>
internal sealed class NewStates
{
    // Two arrays, as keys are sorted.
    private ulong[] _keys = [];
    private ulong[] _states = [];

    /// <summary>How many blocks there are.</summary>
    public int Count { get; private set; }

    public StateBlock this[int block] => new(_keys[block], _states[block]);

    /// <summary>Moves what workers found to what was found before; these are the states that were not there.</summary>
    public void Take(ReadOnlySpan<StateSet> successors, StateSet found)
    {
        int room = 1;
        foreach (StateSet set in successors) room += set.BlockCount;
        if (room > _keys.Length)
        {
            _keys = GC.AllocateUninitializedArray<ulong>(2 * room);
            _states = GC.AllocateUninitializedArray<ulong>(2 * room);
        }

        int taken = 0;
        foreach (StateSet set in successors) taken += set.TakeAll(_keys.AsSpan(taken), _states.AsSpan(taken));
        Count = found.AddAll(_keys.AsSpan(0, taken), _states.AsSpan(0, taken));
    }

    /// <summary>Sorts the blocks by their keys, and makes one of those that have the same, as workers find states of a block each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort()
    {
        _keys.AsSpan(0, Count).Sort(_states.AsSpan(0, Count));
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

        Count = distinct;
    }

    /// <summary>Writes some blocks.</summary>
    public void CopyTo(Span<StateBlock> blocks, int first)
    {
        for (int block = 0; block < blocks.Length; block++) blocks[block] = this[first + block];
    }
}
