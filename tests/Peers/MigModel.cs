using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Tests.Peers;

/// <summary>
/// The live migration of <c>mig.pml</c>, <c>mig.m</c> and <c>mig.tla</c>: a device writes through a caching IOTLB while the guest
/// unmaps and maps pages and the VMM queries, flushes and copies them in rounds.
/// </summary>
internal readonly struct MigModel(int pages, int dmas, int rounds) : ITransitionSource
{
    // The threads.
    private static Field Device => new(0, 3);
    private static Field DevicePage => new(3, 3);
    private static Field Guest => new(6, 3);
    private static Field GuestPage => new(9, 3);
    private static Field DmasLeft => new(12, 3);
    private static Field Vmm => new(15, 4);
    private static Field VmmPage => new(19, 3);
    private static Field RoundsLeft => new(22, 2);

    // What they tell each other; a request is its page + 1, or 0.
    private static Field Posted => new(24, 3);
    private static Field Unmap => new(27, 3);
    private static Field Stop => new(30, 1);
    private static Field Paused => new(31, 1);

    // Two bits of each page side by side: many states differ in these alone, and a search by sets keeps such states in one word.
    private static Pages Different => new(32, 2);
    private static Pages Logged => new(33, 2);

    private static Pages Present => new(42);
    private static Pages Dirty => new(47);
    private static Pages Cached => new(52);
    private static Pages CachedDirty => new(57);

    private static Field Completed => new(62, 1);
    private static Field Final => new(63, 1);

    private enum DeviceStep : ulong
    {
        Idle,
        Lookup,
        Walk,
        SetDirty,
        Write,
        Complete,
    }

    private enum GuestStep : ulong
    {
        Run,
        Wait,
        Posted,
        WaitForUnmap,
        Paused,
    }

    private enum VmmStep : ulong
    {
        Idle,
        Clear,
        Flush,
        Copy,
        UnmapEntry,
        UnmapFlush,
        UnmapLog,
        Done,
        End,
    }

    public int WordCount => 1;

    // The device has one step, the guest one for each page and a pause, or two, the VMM two.
    public int MaxSuccessors => 1 + pages + 1 + 2;

    public IReadOnlyList<PartTable> Parts => [];

    public void Prepare()
    {
    }

    public void WriteInitial(Span<ulong> state) =>
        state[0] = RoundsLeft.Set(DmasLeft.Set(Present.OfFirst(pages), (ulong)dmas), (ulong)rounds);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
    {
        ulong source = state[0];
        int count = AddDevice(source, successors, 0);
        count = AddGuest(source, successors, count);
        count = AddVmm(source, successors, count);
        for (int index = 0; index < count; index++) facts[index] = new((byte)index, default);

        bool lost = VmmStepOf(source) == VmmStep.Done && Different.Any(source);
        if (lost) facts[count - 1] = new((byte)(count - 1), PropertySet.Of(Property.NoLostWrite));
        return count;
    }

    public bool IsEnd(ReadOnlySpan<ulong> state) => VmmStepOf(state[0]) == VmmStep.End;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddDevice(ulong state, Span<ulong> successors, int count)
    {
        int page = (int)DevicePage.Of(state);
        switch ((DeviceStep)Device.Of(state))
        {
            case DeviceStep.Idle:
                if (Posted.Of(state) == 0) return count;
                state = Go(Posted.Set(DevicePage.Set(state, Posted.Of(state) - 1), 0), DeviceStep.Lookup);
                break;
            case DeviceStep.Lookup:
                state = Go(state, Cached.Has(state, page) ? DeviceStep.SetDirty : DeviceStep.Walk);
                break;
            case DeviceStep.Walk:
                if (Present.Has(state, page))
                {
                    state = Go(Cached.With(state, page), DeviceStep.SetDirty);
                    if (Dirty.Has(state, page)) state = CachedDirty.With(state, page);
                }
                else
                {
                    state = Go(state, DeviceStep.Complete);
                }

                break;
            case DeviceStep.SetDirty:
                if (!CachedDirty.Has(state, page)) state = Cached.With(CachedDirty.With(Dirty.With(state, page), page), page);
                state = Go(state, DeviceStep.Write);
                break;
            case DeviceStep.Write:
                state = Go(Different.With(state, page), DeviceStep.Complete);
                break;
            default:
                state = Go(Completed.Set(DevicePage.Set(state, 0), 1), DeviceStep.Idle);
                break;
        }

        successors[count] = state;
        return count + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddGuest(ulong state, Span<ulong> successors, int count)
    {
        switch ((GuestStep)Guest.Of(state))
        {
            case GuestStep.Run:
                if (Stop.Of(state) != 0) successors[count++] = Go(Paused.Set(state, 1), GuestStep.Paused);
                else if (DmasLeft.Of(state) > 0) count = AddPostsAndMaps(state, successors, count);
                break;
            case GuestStep.Wait:
                if (Completed.Of(state) != 0) successors[count++] = Go(Completed.Set(state, 0), GuestStep.Posted);
                break;
            case GuestStep.Posted:
                ulong forgotten = GuestPage.Set(state, 0);
                successors[count++] = Go(forgotten, GuestStep.Run);
                successors[count++] = Go(Unmap.Set(forgotten, GuestPage.Of(state) + 1), GuestStep.WaitForUnmap);
                break;
            case GuestStep.WaitForUnmap:
                if (Unmap.Of(state) == 0) successors[count++] = Go(state, GuestStep.Run);
                break;
        }

        return count;
    }

    private int AddPostsAndMaps(ulong state, Span<ulong> successors, int count)
    {
        ulong posted = Go(DmasLeft.Set(state, DmasLeft.Of(state) - 1), GuestStep.Wait);
        for (int page = 0; page < pages; page++)
        {
            successors[count++] = Present.Has(state, page)
                ? GuestPage.Set(Posted.Set(posted, (ulong)page + 1), (ulong)page)
                : Present.With(state, page);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddVmm(ulong state, Span<ulong> successors, int count)
    {
        int page = (int)VmmPage.Of(state), unmapped = (int)Unmap.Of(state) - 1;
        switch (VmmStepOf(state))
        {
            case VmmStep.Idle:
                return AddVmmChoices(state, successors, count);
            case VmmStep.Clear:
                state = NextPage(Log(state, page), VmmStep.Flush);
                break;
            case VmmStep.Flush:
                if (DeviceHolds(state)) return count;
                state = Go(CachedDirty.Clear(Cached.Clear(state)), VmmStep.Copy);
                break;
            case VmmStep.Copy:
                state = Copy(state, page);
                break;
            case VmmStep.UnmapEntry:
                state = Go(Present.Without(state, unmapped), VmmStep.UnmapFlush);
                break;
            case VmmStep.UnmapFlush:
                if (DeviceHolds(state) && (int)DevicePage.Of(state) == unmapped) return count;
                state = Go(CachedDirty.Without(Cached.Without(state, unmapped), unmapped), VmmStep.UnmapLog);
                break;
            case VmmStep.UnmapLog:
                state = Go(Unmap.Set(Log(state, unmapped), 0), VmmStep.Idle);
                break;
            case VmmStep.Done:
                state = Go(state, VmmStep.End);
                break;
            default:
                return count;
        }

        successors[count] = state;
        return count + 1;
    }

    private static int AddVmmChoices(ulong state, Span<ulong> successors, int count)
    {
        if (Unmap.Of(state) != 0) successors[count++] = Go(state, VmmStep.UnmapEntry);
        if (RoundsLeft.Of(state) > 0) successors[count++] = Go(state, VmmStep.Clear);
        else if (Stop.Of(state) == 0) successors[count++] = Stop.Set(state, 1);
        else if (Paused.Of(state) != 0 && Final.Of(state) == 0) successors[count++] = Go(Final.Set(state, 1), VmmStep.Clear);
        return count;
    }

    private ulong Copy(ulong state, int page)
    {
        if (Logged.Has(state, page)) state = Different.Without(Logged.Without(state, page), page);
        if (page < pages - 1) return VmmPage.Set(state, (ulong)page + 1);
        if (Final.Of(state) != 0) return NextPage(state, VmmStep.Done);
        return NextPage(RoundsLeft.Set(state, RoundsLeft.Of(state) - 1), VmmStep.Idle);
    }

    private ulong NextPage(ulong state, VmmStep afterLast)
    {
        ulong page = VmmPage.Of(state);
        return (int)page == pages - 1 ? Go(VmmPage.Set(state, 0), afterLast) : VmmPage.Set(state, page + 1);
    }

    private static ulong Log(ulong state, int page) =>
        Dirty.Has(state, page) ? Logged.With(Dirty.Without(state, page), page) : state;

    // Between its translation and its write; a flush waits for that.
    private static bool DeviceHolds(ulong state) => (DeviceStep)Device.Of(state) is DeviceStep.SetDirty or DeviceStep.Write;

    private static VmmStep VmmStepOf(ulong state) => (VmmStep)Vmm.Of(state);

    private static ulong Go(ulong state, DeviceStep step) => Device.Set(state, (ulong)step);

    private static ulong Go(ulong state, GuestStep step) => Guest.Set(state, (ulong)step);

    private static ulong Go(ulong state, VmmStep step) => Vmm.Set(state, (ulong)step);

    /// <summary>Some bits of a state.</summary>
    private readonly record struct Field(int Shift, int Width)
    {
        private ulong Mask => ((1UL << Width) - 1) << Shift;

        public ulong Of(ulong state) => (state & Mask) >> Shift;

        public ulong Set(ulong state, ulong value) => (state & ~Mask) | (value << Shift);
    }

    /// <summary>A bit for each page.</summary>
    private readonly record struct Pages(int Shift, int Distance = 1)
    {
        private const int Most = 5;

        public ulong OfFirst(int pages)
        {
            ulong bits = 0;
            for (int page = 0; page < pages; page++) bits |= Bit(page);
            return bits;
        }

        public bool Any(ulong state) => (state & OfFirst(Most)) != 0;

        public bool Has(ulong state, int page) => (state & Bit(page)) != 0;

        public ulong With(ulong state, int page) => state | Bit(page);

        public ulong Without(ulong state, int page) => state & ~Bit(page);

        public ulong Clear(ulong state) => state & ~OfFirst(Most);

        private ulong Bit(int page) => 1UL << (Shift + (page * Distance));
    }
}
