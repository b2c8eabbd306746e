using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>A set of states: blocks of up to 64, in open addressing with linear probing.</summary>
internal sealed class StateSet
{
    // Neighbouring blocks stand in one line of the cache.
    private const int LineShift = 2, LineMask = (1 << LineShift) - 1, InitialShift = 6;
    private const ulong Mixer = 0x9E37_79B9_7F4A_7C15;

    // How many blocks ahead the place of a block is brought into the cache.
    private const int Lead = 16;

    private StateBlock[] _slots = new StateBlock[1 << InitialShift];
    private int _shift = InitialShift;

    /// <summary>How many blocks have states in the set.</summary>
    public int BlockCount { get; private set; }

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => (long)_slots.Length * Unsafe.SizeOf<StateBlock>();

    /// <summary>The states of the set that are in a block.</summary>
    public ulong StatesIn(ulong key)
    {
        for (int slot = HomeOf(key); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            StateBlock found = _slots[slot];
            if (found.Key == key || found.States == 0) return found.States;
        }
    }

    /// <summary>Adds some states.</summary>
    public void Add(StateBlock block) => Add(block.Key, block.States);

    /// <summary>Adds states of a block, at least one.</summary>
    /// <returns>Those of them that were not in the set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Add(ulong key, ulong states)
    {
        for (int slot = HomeOf(key); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref StateBlock found = ref _slots[slot];
            if (found.States == 0) return AddBlock(ref found, key, states);
            if (found.Key != key) continue;

            ulong added = states & ~found.States;
            found = found with { States = found.States | states };
            return added;
        }
    }

    /// <summary>Takes all states out of the set and writes their blocks; there must be room for one more.</summary>
    /// <returns>How many blocks these are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int TakeAll(Span<ulong> keys, Span<ulong> states)
    {
        // Which slots are taken cannot be foretold, so it must not be branched on.
        int count = 0;
        foreach (ref StateBlock slot in _slots.AsSpan())
        {
            (keys[count], states[count]) = (slot.Key, slot.States);
            count += slot.States != 0 ? 1 : 0;
        }

        Array.Clear(_slots);
        BlockCount = 0;
        return count;
    }

    /// <summary>Adds blocks of states, and leaves, at the front, those states that were not in the set.</summary>
    /// <returns>How many blocks these make.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int AddAll(Span<ulong> keys, Span<ulong> states)
    {
        int count = 0;
        for (int block = 0; block < keys.Length; block++)
        {
            Prefetch(keys[Math.Min(block + Lead, keys.Length - 1)]);
            (keys[count], states[count]) = (keys[block], Add(keys[block], states[block]));
            count += states[count] != 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Brings the place of a block into the cache.</summary>
    public unsafe void Prefetch(ulong key)
    {
        if (!Sse.IsSupported) return;
        ref StateBlock slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), HomeOf(key));
        Sse.Prefetch0(Unsafe.AsPointer(ref slot));
    }

    private ulong AddBlock(ref StateBlock slot, ulong key, ulong states)
    {
        slot = new(key, states);
        if (++BlockCount * 4L > _slots.Length * 3L) Grow();
        return states;
    }

    private void Grow()
    {
        StateBlock[] old = _slots;
        _slots = LargeArrays.Allocate<StateBlock>(1 << ++_shift);
        foreach (StateBlock block in old)
        {
            if (block.States == 0) continue;

            int slot = HomeOf(block.Key);
            while (_slots[slot].States != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = block;
        }
    }

    private int HomeOf(ulong key) => ((int)(((key >> LineShift) * Mixer) >> (64 - _shift)) & ~LineMask) | ((int)key & LineMask);
}
