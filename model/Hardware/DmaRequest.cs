namespace RaceModel;

/// <summary>How far a DMA request has come.</summary>
internal enum DmaPhase
{
    /// <summary>Not yet posted by the guest.</summary>
    Idle,

    /// <summary>In the device's queue.</summary>
    Posted,

    /// <summary>Fetched; waits for its translation.</summary>
    Lookup,

    /// <summary>Translated from a walk or a clean cached entry; its dirty bit is not set yet.</summary>
    Walked,

    /// <summary>May write; on its way to memory.</summary>
    Granted,

    /// <summary>The write is in memory; the device has not completed the request yet.</summary>
    Landed,

    /// <summary>Waits for the answer to its page request.</summary>
    Stalled,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>A posted write that was aborted without the device's knowledge: it looks done.</summary>
    Vanished,

    /// <summary>Aborted, and the device knows.</summary>
    Failed,
}

/// <summary>A DMA request; every field but the phase is zero wherever it has no meaning.</summary>
internal readonly record struct DmaRequest(ushort Bits)
{
    public const int Width = 13;

    private const int PhaseMask = 0xF, PageShift = 4, PageMask = 3, VersionShift = 6, VersionMask = 0xF;
    private const ushort ViaDeviceTlbBit = 1 << 10, FromIotlbBit = 1 << 11, DrainBit = 1 << 12;

    public static DmaRequest In(DmaPhase phase) => new((ushort)phase);

    public static DmaRequest Walked(int page, bool fromIotlb) =>
        new((ushort)((int)DmaPhase.Walked | (page << PageShift) | (fromIotlb ? FromIotlbBit : 0)));

    public static DmaRequest Granted(int page, bool viaDeviceTlb) =>
        new((ushort)((int)DmaPhase.Granted | (page << PageShift) | (viaDeviceTlb ? ViaDeviceTlbBit : 0)));

    public static DmaRequest Landed(int page, int version) =>
        new((ushort)((int)DmaPhase.Landed | (page << PageShift) | (version << VersionShift)));

    public DmaPhase Phase => (DmaPhase)(Bits & PhaseMask);
    public int Page => (Bits >> PageShift) & PageMask;
    public int Version => (Bits >> VersionShift) & VersionMask;
    public bool ViaDeviceTlb => (Bits & ViaDeviceTlbBit) != 0;
    public bool FromIotlb => (Bits & FromIotlbBit) != 0;
    public bool Draining => (Bits & DrainBit) != 0;

    /// <summary>Between the device's queue and its completion.</summary>
    public bool InFlight => Phase is >= DmaPhase.Lookup and <= DmaPhase.Stalled;

    public bool Ended => Phase >= DmaPhase.Completed;

    public DmaRequest WithDrain => new((ushort)(Bits | DrainBit));
    public DmaRequest Complete => new((ushort)((Bits & ~PhaseMask) | (int)DmaPhase.Completed));
}
