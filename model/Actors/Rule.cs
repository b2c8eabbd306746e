namespace RaceModel;

/// <summary>
/// What a step does: a numbered rule of the semantics, split by effect, so that a step's name tells what happened.
/// </summary>
public enum Rule
{
    /// <summary>G0: the guest clears its own page table entry.</summary>
    ClearGuestEntry,

    /// <summary>G1: the guest posts a DMA.</summary>
    Post,

    /// <summary>G2: the guest finds that a DMA succeeded.</summary>
    AwaitOk,

    /// <summary>G2: the guest finds that a DMA failed.</summary>
    AwaitError,

    /// <summary>G3: the guest loads from a page.</summary>
    Load,

    /// <summary>G4: the guest unmaps, and traps.</summary>
    Unmap,

    /// <summary>G5: the guest maps an IOVA.</summary>
    Map,

    /// <summary>D1: the device fetches a request.</summary>
    Fetch,

    /// <summary>D1: the device may not master the bus; the request fails.</summary>
    Refuse,

    /// <summary>D2: the device completes a write.</summary>
    Complete,

    /// <summary>I1a: the device TLB translates.</summary>
    HitDeviceTlb,

    /// <summary>I1b: the IOTLB translates, and the dirty bit need not be set.</summary>
    HitIotlb,

    /// <summary>I1c: the IOTLB translates, and the dirty bit must be set first.</summary>
    HitCleanIotlb,

    /// <summary>I1d: the page table translates.</summary>
    WalkPageTable,

    /// <summary>I1r: the IOTLB translates a read.</summary>
    ReadHit,

    /// <summary>I1r: the page table translates a read.</summary>
    ReadWalk,

    /// <summary>I1: no translation; an unrecoverable fault is reported.</summary>
    FaultReported,

    /// <summary>I1: no translation; the DMA is aborted without a report.</summary>
    FaultSilent,

    /// <summary>I1: no translation; the DMA stalls on a page request.</summary>
    FaultStalls,

    /// <summary>I2: no tracking; the write is granted.</summary>
    GrantUntracked,

    /// <summary>I2: the entry is checked again, its dirty bit set, the write granted.</summary>
    SetDirty,

    /// <summary>I2: the entry has changed; the IOMMU looks again.</summary>
    Relookup,

    /// <summary>I2: the dirty bit is ORed in unseen, the write granted.</summary>
    OrDirty,

    /// <summary>I2: the entry is stored as walked, with its dirty bit set, and the write granted.</summary>
    WriteBackDirty,

    /// <summary>I3: the write reaches memory.</summary>
    Land,

    /// <summary>I4: the page request succeeds; the DMA is translated again.</summary>
    RespondRetry,

    /// <summary>I4: the page request fails.</summary>
    RespondFailure,

    /// <summary>A thread takes the lock for a call.</summary>
    Enter,

    /// <summary>A walk visits an entry and acts on it.</summary>
    Visit,

    /// <summary>A walk finds the entry dirty, and reports the page.</summary>
    VisitDirty,

    /// <summary>A walk finds the entry clean.</summary>
    VisitClean,

    /// <summary>The first of two steps: the entry is loaded, and reported if dirty.</summary>
    LoadEntry,

    /// <summary>The second of two steps: the entry is stored.</summary>
    StoreEntry,

    /// <summary>The compare-and-exchange finds what it expects, and clears the entry.</summary>
    ExchangeEntry,

    /// <summary>The compare-and-exchange fails on a dirty entry, and is tried again with the same expectation.</summary>
    RetryExchange,

    /// <summary>The compare-and-exchange fails on a clean entry, and is given up.</summary>
    GiveUpExchange,

    /// <summary>Dirty tracking is switched on.</summary>
    SetTracking,

    /// <summary>The IOTLB entries of the range are invalidated.</summary>
    InvalidateIotlb,

    /// <summary>The device TLB entries of the range are invalidated.</summary>
    InvalidateDeviceTlb,

    /// <summary>The invalidation completes.</summary>
    Wait,

    /// <summary>A call returns and its report is merged.</summary>
    Return,

    /// <summary>The copy loop takes a page out of the migration bitmap.</summary>
    Take,

    /// <summary>The copy loop copies a page to the destination.</summary>
    Copy,

    /// <summary>The VMM stops the guest's processors.</summary>
    Freeze,

    /// <summary>The VMM stops the devices.</summary>
    Stop,

    /// <summary>The VM goes on at the destination.</summary>
    SwitchOver,
}

/// <summary>Facts about rules.</summary>
internal static class RuleExtensions
{
    /// <summary>The phase in which a DMA request must be for a rule of the device or the IOMMU; null for all other rules.</summary>
    public static DmaPhase? PhaseBefore(this Rule rule) => rule switch
    {
        Rule.Fetch or Rule.Refuse => DmaPhase.Posted,
        >= Rule.HitDeviceTlb and <= Rule.FaultStalls => DmaPhase.Lookup,
        >= Rule.GrantUntracked and <= Rule.WriteBackDirty => DmaPhase.Walked,
        Rule.Land => DmaPhase.Granted,
        Rule.Complete => DmaPhase.Landed,
        Rule.RespondRetry or Rule.RespondFailure => DmaPhase.Stalled,
        _ => null,
    };
}
