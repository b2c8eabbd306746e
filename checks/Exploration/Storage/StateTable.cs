using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>
/// The set of states found so far: open addressing with linear probing over the numbers of a <see cref="StateStore"/>. A slot
/// also keeps as many bits of the state's hash as the numbers leave free, so that most probes need no look at the state; equality is
/// always decided on the states themselves. The table has regions, by the hash's first bits, that workers fill side by side without
/// locks.
/// </summary>
internal sealed class StateTable(StateStore store)
{
    public const int RegionCount = 1 << RegionBits;

    private const int RegionBits = 3, InitialRegionShift = 6, MinNumberBits = 22;
    private const uint Pending = 1U << 31;
    private const long LargeBytes = 16 << 20, CachedBytes = 256 << 10;

    // How many successors ahead a slot, and then the state that it names, are brought into the cache.
    private const int SlotLead = 16, StateLead = 8;

    // Each slot, from its first bit down: whether it names a successor that is not stored yet; some bits of the hash; the number of
    // the state plus one, or the reference of the successor.
    private uint[] _slots = new uint[RegionCount << InitialRegionShift];
    private int _regionShift = InitialRegionShift;
    private int _numberBits = MinNumberBits;

    // How many slots of each region are taken.
    private readonly int[] _filled = new int[RegionCount];

    /// <summary>The bytes that hold the table.</summary>
    public long Bytes => _slots.LongLength * sizeof(uint);

    /// <summary>The first half of a state's hash: it says where the state's slot is looked for.</summary>
    public static uint TagOf(ReadOnlySpan<ulong> state) => (uint)(StateHash.Of(state) >> 32);

    public static int RegionOf(uint tag) => (int)(tag >> (32 - RegionBits));

    /// <summary>Finds a state's number; −1 if it is not in the set.</summary>
    public int Find(ReadOnlySpan<ulong> state)
    {
        uint tag = TagOf(state);
        for (int slot = HomeOf(tag); ; slot = Next(slot))
        {
            uint content = _slots[slot];
            if (content == 0) return -1;
            if (MayBe(content, tag) && store[NumberIn(content)].SequenceEqual(state)) return NumberIn(content);
        }
    }

    /// <summary>Gives a slot that was reserved its state.</summary>
    public void Fill(int slot, uint tag, int number) => _slots[slot] = HashBitsOf(tag) | (uint)(number + 1);

    /// <summary>Makes room for the successors of the chunks, whatever regions they belong to.</summary>
    public void Reserve(ReadOnlySpan<SuccessorChunk> chunks)
    {
        long states = store.Count;
        int fullest = 0;
        for (int region = 0; region < RegionCount; region++)
        {
            int successors = 0;
            foreach (SuccessorChunk chunk in chunks) successors += chunk.InRegion(region).Length;
            states += successors;
            fullest = Math.Max(fullest, _filled[region] + successors);
        }

        if (!HasRoom(states, fullest)) Grow(states, fullest);
    }

    /// <summary>Enters all states that are stored.</summary>
    public void EnterStored()
    {
        Array.Clear(_filled);
        for (int state = 0; state < store.Count; state++) _filled[RegionOf(TagOf(store[state]))]++;
        Grow(store.Count, _filled.Max());
    }

    /// <summary>
    /// Whether the slots are filled by no more than five in eight, and each region, however uneven they are, keeps one that is free: a
    /// state that is not there is looked for until a free slot is found.
    /// </summary>
    private bool HasRoom(long states, int inFullestRegion) =>
        states * 8 <= (5L * RegionCount << _regionShift) && inFullestRegion < 1 << _regionShift;

    private void Grow(long states, int inFullestRegion)
    {
        while (!HasRoom(states, inFullestRegion)) _regionShift++;

        // The old slots go first: memory is what bounds a search.
        bool isLarge = Bytes >= LargeBytes;
        _slots = [];
        if (isLarge) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _slots = LargeArrays.Allocate<uint>(checked((int)((long)RegionCount << _regionShift)));
        _numberBits = Math.Max(MinNumberBits, RegionBits + _regionShift);
        FillSlots();
    }

    /// <summary>
    /// Looks up all successors of the chunks that belong to a region, and reserves slots for the new ones. Only this method writes
    /// to the region's slots, and each region is given to one worker, so the outcome does not depend on how many there are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Enter(ReadOnlySpan<SuccessorChunk> chunks, int region)
    {
        int added = 0;

        // What is in the cache anyway need not be brought there.
        bool isCached = Bytes <= CachedBytes;
        for (int index = 0; index < chunks.Length; index++)
        {
            SuccessorChunk chunk = chunks[index];
            ReadOnlySpan<int> successors = chunk.InRegion(region);
            if (isCached)
            {
                foreach (int successor in successors) added += TryAdd(chunks, index, successor) ? 1 : 0;
                continue;
            }

            for (int ahead = 0; ahead < Math.Min(SlotLead, successors.Length); ahead++) PrefetchSlot(chunk.TagOf(successors[ahead]));
            for (int next = 0; next < successors.Length; next++)
            {
                if (next + SlotLead < successors.Length) PrefetchSlot(chunk.TagOf(successors[next + SlotLead]));
                if (next + StateLead < successors.Length) PrefetchState(chunk.TagOf(successors[next + StateLead]));
                if (TryAdd(chunks, index, successors[next])) added++;
            }
        }

        _filled[region] += added;
    }

    /// <summary>Enters a successor, unless the table has its state already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAdd(ReadOnlySpan<SuccessorChunk> chunks, int chunk, int successor)
    {
        uint tag = chunks[chunk].TagOf(successor);
        ReadOnlySpan<ulong> state = chunks[chunk].WordsOf(successor);
        for (int slot = HomeOf(tag); ; slot = Next(slot))
        {
            uint content = _slots[slot];
            if (content == 0)
            {
                _slots[slot] = Pending | HashBitsOf(tag) | (uint)SuccessorChunk.Reference(chunk, successor);
                chunks[chunk].PlaceNew(successor, slot);
                return true;
            }

            if (MayBe(content, tag) && Matches(content, state, chunks, chunks[chunk], successor)) return false;
        }
    }

    /// <summary>Whether a slot names the state: one that is stored, or one of the successors that are entered now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Matches(uint content, ReadOnlySpan<ulong> state, ReadOnlySpan<SuccessorChunk> chunks, SuccessorChunk chunk, int successor)
    {
        if ((content & Pending) == 0)
        {
            if (!store[NumberIn(content)].SequenceEqual(state)) return false;
            chunk.PlaceKnown(successor, NumberIn(content));
            return true;
        }

        int reference = (int)(content & NumberMask), earlierChunk = reference >> 16, original = reference & 0xFFFF;
        if (!chunks[earlierChunk].WordsOf(original).SequenceEqual(state)) return false;
        chunk.PlaceRepeated(successor, earlierChunk, original);
        return true;
    }

    private uint NumberMask => (1U << _numberBits) - 1;

    private uint HashBitsOf(uint tag) => (tag << _numberBits) & ~Pending;

    private bool MayBe(uint content, uint tag) => (content & ~Pending & ~NumberMask) == HashBitsOf(tag);

    private int NumberIn(uint content) => (int)(content & NumberMask) - 1;

    private int HomeOf(uint tag) => (int)(tag >> (32 - RegionBits - _regionShift));

    /// <summary>The next slot of the same region, the first after the last.</summary>
    private int Next(int slot)
    {
        int mask = (1 << _regionShift) - 1;
        return (slot & ~mask) | ((slot + 1) & mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillSlots()
    {
        const int BatchSize = 256;
        Span<uint> tags = stackalloc uint[BatchSize];
        for (int first = 0; first < store.Count; first += BatchSize)
        {
            int count = Math.Min(BatchSize, store.Count - first);
            for (int index = 0; index < count; index++)
            {
                tags[index] = TagOf(store[first + index]);
                PrefetchSlot(tags[index]);
            }

            for (int index = 0; index < count; index++)
            {
                int slot = HomeOf(tags[index]);
                while (_slots[slot] != 0) slot = Next(slot);
                Fill(slot, tags[index], first + index);
            }
        }
    }

    private unsafe void PrefetchSlot(uint tag)
    {
        if (!Sse.IsSupported) return;
        ref uint slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), HomeOf(tag));
        Sse.Prefetch0(Unsafe.AsPointer(ref slot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void PrefetchState(uint tag)
    {
        uint content = _slots[HomeOf(tag)];
        if (!Sse.IsSupported || content == 0 || (content & Pending) != 0 || !MayBe(content, tag)) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref MemoryMarshal.GetReference(store[NumberIn(content)])));
    }
}
