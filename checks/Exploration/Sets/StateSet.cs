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

    // Room is made for so many blocks at once, and the place of a block is brought into the cache so many blocks ahead.
    private const int Batch = 1024, Lead = 16;

    private StateBlock[] _slots = new StateBlock[1 << InitialShift];
    private int _shift = InitialShift;
    private int _blockCount;

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => (long)_slots.Length * Unsafe.SizeOf<StateBlock>();

    /// <summary>The states of the set that are in a block.</summary>
    public ulong StatesIn(ulong key) => SlotOf(_slots, _shift, key).States;

    /// <summary>Adds some states.</summary>
    /// <returns>Those of them that were not in the set.</returns>
    public ulong Add(StateBlock block)
    {
        ulong added = 0, key = 0;
        return AddAll(new(in block), new(ref key), new(ref added)) > 0 ? added : 0;
    }

    /// <summary>Adds blocks of states, and writes those states that were not in the set.</summary>
    /// <param name="blocks">The blocks, with at least one state each.</param>
    /// <param name="keys">What the blocks with new states agree in.</param>
    /// <param name="states">The new states of these blocks.</param>
    /// <returns>How many such blocks there are.</returns>
    public int AddAll(ReadOnlySpan<StateBlock> blocks, Span<ulong> keys, Span<ulong> states)
    {
        int count = 0;
        for (int first = 0; first < blocks.Length; first += Batch)
        {
            ReadOnlySpan<StateBlock> batch = blocks.Slice(first, Math.Min(Batch, blocks.Length - first));
            Reserve(batch.Length);
            count += AddBatch(batch, keys[count..], states[count..]);
        }

        return count;
    }

    // What sets of other workers may share a line of the cache with is read once and written once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddBatch(ReadOnlySpan<StateBlock> blocks, Span<ulong> keys, Span<ulong> states)
    {
        StateBlock[] slots = _slots;
        int shift = _shift, count = 0, newBlocks = 0;
        for (int index = 0; index < blocks.Length; index++)
        {
            Prefetch(slots, HomeOf(blocks[Math.Min(index + Lead, blocks.Length - 1)].Key, shift));
            StateBlock block = blocks[index];
            ref StateBlock slot = ref SlotOf(slots, shift, block.Key);
            ulong before = slot.States, added = block.States & ~before;
            slot = new(block.Key, before | block.States);

            // Whether there are new states cannot be foretold, so it must not be branched on.
            (keys[count], states[count]) = (block.Key, added);
            count += added != 0 ? 1 : 0;
            newBlocks += before == 0 ? 1 : 0;
        }

        _blockCount += newBlocks;
        return count;
    }

    private static unsafe void Prefetch(StateBlock[] slots, int slot)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), slot)));
    }

    private void Reserve(int blocks)
    {
        if ((_blockCount + blocks) * 4L <= _slots.Length * 3L) return;

        StateBlock[] old = _slots;
        while ((_blockCount + blocks) * 4L > (3L << _shift)) _shift++;
        _slots = LargeArrays.Allocate<StateBlock>(1 << _shift);
        foreach (StateBlock block in old)
        {
            if (block.States != 0) SlotOf(_slots, _shift, block.Key) = block;
        }
    }

    /// <summary>Where a block is, or where it has its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref StateBlock SlotOf(StateBlock[] slots, int shift, ulong key)
    {
        for (int slot = HomeOf(key, shift); ; slot = (slot + 1) & (slots.Length - 1))
        {
            ref StateBlock found = ref slots[slot];
            if (found.Key == key || found.States == 0) return ref found;
        }
    }

    private static int HomeOf(ulong key, int shift) => (FibonacciHash.Of(key >> LineShift, shift) & ~LineMask) | ((int)key & LineMask);
}
