using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// The set of states found so far: open addressing with linear probing over the numbers of a <see cref="StateStore"/>. A slot
/// also keeps 32 bits of the state's hash, its tag, so that most probes need no look at the state; equality is always decided on
/// the states themselves. The table has regions, by the tag's first bits, that workers fill side by side without locks.
/// </summary>
internal sealed class StateTable(StateStore store)
{
    public const int RegionCount = 1 << RegionBits;

    private const int RegionBits = 3, InitialRegionShift = 6;
    private const uint Pending = 1U << 31;

    // How many successors ahead a slot, and then the state that it names, are brought into the cache.
    private const int SlotLead = 16, StateLead = 8;

    private ulong[] _slots = new ulong[RegionCount << InitialRegionShift];
    private int _regionShift = InitialRegionShift;

    /// <summary>The bytes that hold the table.</summary>
    public long Bytes => _slots.LongLength * sizeof(ulong);

    public static uint TagOf(ReadOnlySpan<ulong> state) => (uint)(StateHash.Of(state) >> 32);

    public static int RegionOf(uint tag) => (int)(tag >> (32 - RegionBits));

    /// <summary>Finds a state's number; −1 if it is not in the set.</summary>
    public int Find(ReadOnlySpan<ulong> state)
    {
        uint tag = TagOf(state);
        for (int slot = HomeOf(tag); ; slot = Next(slot))
        {
            ulong content = _slots[slot];
            if (content == 0) return -1;
            if (TagIn(content) == tag && store[NumberIn(content)].SequenceEqual(state)) return NumberIn(content);
        }
    }

    /// <summary>Gives a slot that was reserved its state.</summary>
    public void Fill(int slot, uint tag, int number) => _slots[slot] = ((ulong)tag << 32) | (uint)(number + 1);

    /// <summary>Enters a state that is not in the set.</summary>
    public void Add(ReadOnlySpan<ulong> state, int number)
    {
        uint tag = TagOf(state);
        int slot = HomeOf(tag);
        while (_slots[slot] != 0) slot = Next(slot);
        Fill(slot, tag, number);
    }

    /// <summary>Makes room for so many more states that no region is filled by more than five in eight on average.</summary>
    public void Reserve(long states)
    {
        while (states * 8 > _slots.LongLength * 5) Grow();
    }

    /// <summary>
    /// Looks up all successors of the chunks that belong to a region, and reserves slots for the new ones. Only this method writes
    /// to the region's slots, and each region is given to one worker, so the outcome does not depend on how many there are.
    /// </summary>
    public void Enter(ReadOnlySpan<SuccessorChunk> chunks, int region)
    {
        for (int index = 0; index < chunks.Length; index++)
        {
            SuccessorChunk chunk = chunks[index];
            ReadOnlySpan<int> successors = chunk.InRegion(region);
            for (int ahead = 0; ahead < Math.Min(SlotLead, successors.Length); ahead++) PrefetchSlot(chunk.TagOf(successors[ahead]));
            for (int next = 0; next < successors.Length; next++)
            {
                if (next + SlotLead < successors.Length) PrefetchSlot(chunk.TagOf(successors[next + SlotLead]));
                if (next + StateLead < successors.Length) PrefetchState(chunk.TagOf(successors[next + StateLead]));
                Enter(chunks, index, successors[next]);
            }
        }
    }

    private void Enter(ReadOnlySpan<SuccessorChunk> chunks, int chunk, int successor)
    {
        uint tag = chunks[chunk].TagOf(successor);
        ReadOnlySpan<ulong> state = chunks[chunk].WordsOf(successor);
        for (int slot = HomeOf(tag); ; slot = Next(slot))
        {
            ulong content = _slots[slot];
            if (content == 0)
            {
                _slots[slot] = ((ulong)tag << 32) | Pending | (uint)SuccessorChunk.Reference(chunk, successor);
                chunks[chunk].PlaceNew(successor, slot);
                return;
            }

            if (TagIn(content) == tag && Matches(content, state, chunks, chunks[chunk], successor)) return;
        }
    }

    /// <summary>Whether a slot names the state: one that is stored, or one of the successors that are entered now.</summary>
    private bool Matches(ulong content, ReadOnlySpan<ulong> state, ReadOnlySpan<SuccessorChunk> chunks, SuccessorChunk chunk, int successor)
    {
        uint reference = (uint)content;
        if ((reference & Pending) == 0)
        {
            if (!store[NumberIn(content)].SequenceEqual(state)) return false;
            chunk.PlaceKnown(successor, NumberIn(content));
            return true;
        }

        int earlierChunk = (int)((reference & ~Pending) >> 16), original = (int)(reference & 0xFFFF);
        if (!chunks[earlierChunk].WordsOf(original).SequenceEqual(state)) return false;
        chunk.PlaceRepeated(successor, earlierChunk, original);
        return true;
    }

    private static uint TagIn(ulong content) => (uint)(content >> 32);

    private static int NumberIn(ulong content) => (int)(uint)content - 1;

    private int HomeOf(uint tag) => (int)(tag >> (32 - RegionBits - _regionShift));

    /// <summary>The next slot of the same region, the first after the last.</summary>
    private int Next(int slot)
    {
        int mask = (1 << _regionShift) - 1;
        return (slot & ~mask) | ((slot + 1) & mask);
    }

    /// <summary>Doubles the table; the tags alone tell where the numbers go.</summary>
    private void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[old.Length * 2];
        _regionShift++;
        foreach (ulong content in old)
        {
            if (content == 0) continue;
            int slot = HomeOf(TagIn(content));
            while (_slots[slot] != 0) slot = Next(slot);
            _slots[slot] = content;
        }
    }

    private unsafe void PrefetchSlot(uint tag)
    {
        if (!Sse.IsSupported) return;
        ref ulong slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), HomeOf(tag));
        Sse.Prefetch0(Unsafe.AsPointer(ref slot));
    }

    private unsafe void PrefetchState(uint tag)
    {
        ulong content = _slots[HomeOf(tag)];
        if (!Sse.IsSupported || TagIn(content) != tag || ((uint)content & Pending) != 0) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref MemoryMarshal.GetReference(store[NumberIn(content)])));
    }
}
