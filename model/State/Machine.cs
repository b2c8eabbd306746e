using System.Runtime.CompilerServices;

namespace RaceModel;

/// <summary>What the guest vCPU is doing.</summary>
internal enum GuestMode
{
    Running,
    Trapped,
    Frozen,
}

/// <summary>What memory holds of a page: which DMA wrote last (0: none, else its number from 1 up), and how many writes have landed.</summary>
internal readonly record struct PageContent(int Writer, int Version);

/// <summary>
/// The machine in one state, as the rules see it: every part by its name, every access told to the probe. A rule that goes
/// through this type cannot touch a location that its footprint lacks.
/// </summary>
internal ref struct Machine<TProbe> where TProbe : struct, IProbe
{
    private readonly ref State _state;
    private readonly TProbe _probe;

    public Machine(ref State state, CompiledScenario scenario, TProbe probe)
    {
        _state = ref state;
        _probe = probe;
        Scenario = scenario;
    }

    public readonly CompiledScenario Scenario { get; }

    /// <summary>What the step being taken violates.</summary>
    public PropertySet Violated { get; private set; }

    public void Violate(Property property) => Violated = Violated.With(property);

    public readonly PageContent Ram(int page)
    {
        _probe.Read(Location.Ram(page));
        return new((int)Get(StateLayout.RamWriter(page)), (int)Get(StateLayout.RamVersion(page)));
    }

    public readonly void SetRam(int page, PageContent content)
    {
        _probe.Write(Location.Ram(page));
        Set(StateLayout.RamWriter(page), (ulong)content.Writer);
        Set(StateLayout.RamVersion(page), (ulong)content.Version);
    }

    public readonly PageContent Destination(int page)
    {
        _probe.Read(Location.Destination(page));
        return new((int)Get(StateLayout.DestinationWriter(page)), (int)Get(StateLayout.DestinationVersion(page)));
    }

    public readonly void SetDestination(int page, PageContent content)
    {
        _probe.Write(Location.Destination(page));
        Set(StateLayout.DestinationWriter(page), (ulong)content.Writer);
        Set(StateLayout.DestinationVersion(page), (ulong)content.Version);
    }

    public readonly IoPageTableEntry Pte(int iova)
    {
        _probe.Read(Location.Pte(iova));
        return new((byte)Get(StateLayout.Pte(iova)));
    }

    public readonly void SetPte(int iova, IoPageTableEntry entry) => Write(Location.Pte(iova), StateLayout.Pte(iova), entry.Bits);

    public readonly IotlbEntry Iotlb(int device, int iova)
    {
        _probe.Read(Location.Iotlb(device, iova));
        return new((byte)Get(StateLayout.Iotlb(device, iova)));
    }

    public readonly void SetIotlb(int device, int iova, IotlbEntry entry) =>
        Write(Location.Iotlb(device, iova), StateLayout.Iotlb(device, iova), entry.Bits);

    public readonly DeviceTlbEntry DeviceTlb(int device, int iova)
    {
        _probe.Read(Location.DeviceTlb(device, iova));
        return new((byte)Get(StateLayout.DeviceTlb(device, iova)));
    }

    public readonly void SetDeviceTlb(int device, int iova, DeviceTlbEntry entry) =>
        Write(Location.DeviceTlb(device, iova), StateLayout.DeviceTlb(device, iova), entry.Bits);

    public readonly DmaRequest Dma(int dma)
    {
        _probe.Read(Location.Dma(dma));
        return new((ushort)Get(StateLayout.Dma(dma)));
    }

    public readonly void SetDma(int dma, DmaRequest request) => Write(Location.Dma(dma), StateLayout.Dma(dma), request.Bits);

    /// <summary>The page that the guest was last told an IOVA maps to; −1 for none.</summary>
    public readonly int GuestMapping(int iova) => (int)Read(Location.GuestMapping(iova), StateLayout.GuestMapping(iova)) - 1;

    public readonly void SetGuestMapping(int iova, int page) =>
        Write(Location.GuestMapping(iova), StateLayout.GuestMapping(iova), (ulong)(page + 1));

    public readonly bool GuestCleared(int iova) => Read(Location.GuestCleared(iova), StateLayout.GuestCleared(iova)) != 0;

    public readonly void SetGuestCleared(int iova, bool cleared) => Write(Location.GuestCleared(iova), StateLayout.GuestCleared(iova), cleared);

    public readonly bool Asked(int iova) => Read(Location.Asked(iova), StateLayout.Asked(iova)) != 0;

    public readonly void SetAsked(int iova, bool asked) => Write(Location.Asked(iova), StateLayout.Asked(iova), asked);

    public readonly int VmmMapping(int iova) => (int)Read(Location.VmmMapping(iova), StateLayout.VmmMapping(iova));

    public readonly void SetVmmMapping(int iova, int page) => Write(Location.VmmMapping(iova), StateLayout.VmmMapping(iova), (ulong)page);

    public readonly int Acknowledged(int page) => (int)Read(Location.Acknowledged(page), StateLayout.Acknowledged(page));

    public readonly void SetAcknowledged(int page, int version) =>
        Write(Location.Acknowledged(page), StateLayout.Acknowledged(page), (ulong)version);

    public readonly int Seen(int page) => (int)Read(Location.Seen(page), StateLayout.Seen(page));

    public readonly void SetSeen(int page, int version) => Write(Location.Seen(page), StateLayout.Seen(page), (ulong)version);

    public readonly void AppendAwait(int ordinal, bool failed) => Write(Location.Awaits, StateLayout.AwaitFailed(ordinal), failed);

    public readonly void AppendLoad(int ordinal, int writer) => Write(Location.Loads, StateLayout.Loaded(ordinal), (ulong)writer);

    public readonly bool InBitmap(int page) => Read(Location.Bitmap(page), StateLayout.MigrationBitmap(page)) != 0;

    public readonly void SetInBitmap(int page, bool marked) => Write(Location.Bitmap(page), StateLayout.MigrationBitmap(page), marked);

    public readonly bool Reported(VmmThread thread, int page) =>
        Read(Location.ReportBuffer((int)thread, page), StateLayout.ReportBuffer(thread, page)) != 0;

    public readonly void SetReported(VmmThread thread, int page, bool reported) =>
        Write(Location.ReportBuffer((int)thread, page), StateLayout.ReportBuffer(thread, page), reported);

    public readonly bool Tracking
    {
        get => Read(Location.Tracking, StateLayout.Tracking) != 0;
        set => Write(Location.Tracking, StateLayout.Tracking, value);
    }

    public readonly bool MigrationStarted
    {
        get => Read(Location.Started, StateLayout.Started) != 0;
        set => Write(Location.Started, StateLayout.Started, value);
    }

    public readonly bool DevicesStopped
    {
        get => Read(Location.Stopped, StateLayout.Stopped) != 0;
        set => Write(Location.Stopped, StateLayout.Stopped, value);
    }

    public readonly bool Locked
    {
        get => Read(Location.Lock, StateLayout.Lock) != 0;
        set => Write(Location.Lock, StateLayout.Lock, value);
    }

    public readonly GuestMode Mode
    {
        get => (GuestMode)Read(Location.GuestMode, StateLayout.GuestMode);
        set => Write(Location.GuestMode, StateLayout.GuestMode, (ulong)value);
    }

    public readonly int GuestPosition
    {
        get => (int)Read(Location.GuestPosition, StateLayout.GuestPosition);
        set => Write(Location.GuestPosition, StateLayout.GuestPosition, (ulong)value);
    }

    public readonly ThreadPosition Position(VmmThread thread) =>
        new((uint)Read(Location.ThreadPosition((int)thread), StateLayout.ThreadPosition(thread)));

    public readonly void SetPosition(VmmThread thread, ThreadPosition position) =>
        Write(Location.ThreadPosition((int)thread), StateLayout.ThreadPosition(thread), position.Bits);

    public readonly int Faults(int device) => (int)Read(Location.Faults(device), StateLayout.Faults(device));

    public readonly void SetFaults(int device, int count) => Write(Location.Faults(device), StateLayout.Faults(device), (ulong)count);

    public readonly bool Isolated(int device) => Read(Location.Isolated(device), StateLayout.Isolated(device)) != 0;

    public readonly void Isolate(int device) => Write(Location.Isolated(device), StateLayout.Isolated(device), true);

    /// <summary>Says which guard is false of a step that is not taken: always false, so that the rule can return it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Blocked(string guard, int number = 0)
    {
        if (TProbe.Watches) _probe.Blocked(guard, number);
        return false;
    }

    /// <summary>Names the step that is being taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Took(
        Actor actor, Rule rule, int dma = Step.None, int device = Step.None, int iova = Step.None, int lastIova = Step.None,
        int page = Step.None, Primitive? primitive = null)
    {
        if (!TProbe.Watches) return;
        _probe.Took(new Step
        {
            Actor = actor,
            Rule = rule,
            Primitive = primitive,
            Dma = dma,
            Device = device,
            Iova = iova,
            LastIova = lastIova == Step.None ? iova : lastIova,
            Page = page,
        });
    }

    private readonly ulong Read(Location location, StateLayout.Field field)
    {
        _probe.Read(location);
        return Get(field);
    }

    private readonly void Write(Location location, StateLayout.Field field, bool value) => Write(location, field, value ? 1UL : 0);

    private readonly void Write(Location location, StateLayout.Field field, ulong value)
    {
        _probe.Write(location);
        Set(field, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Get(StateLayout.Field field)
    {
        _probe.ReadBits(field);
        return _state.Get(field.Word, field.Shift, field.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Set(StateLayout.Field field, ulong value)
    {
        _probe.WriteBits(field);
        _state.Set(field.Word, field.Shift, field.Width, value);
    }
}
