namespace RaceModel.Tests.Reference;

internal enum ReferenceMode
{
    Running,
    Trapped,
    Frozen,
}

internal enum ReferencePhase
{
    Idle,
    Posted,
    Lookup,
    Walked,
    Granted,
    Landed,
    Stalled,
    Completed,
    Vanished,
    Failed,
}

internal enum ReferenceOwner
{
    Nobody,
    Migration,
    Trap,
}

/// <summary>How far the migration thread is.</summary>
internal enum ReferenceStage
{
    NotStarted,
    InEnable,
    Copying,
    InQuery,
    Frozen,
    Stopped,
    InFinalQuery,
    FinalCopying,
    SwitchedOver,
}

/// <summary>A page of memory: who wrote it last and how many writes have landed.</summary>
internal readonly record struct ReferenceContent(int Writer, int Version);

/// <summary>An I/O page table entry; the default is the all-zero entry.</summary>
internal readonly record struct ReferencePte(bool Present, bool Writable, bool Dirty, int Page);

/// <summary>An IOTLB entry; the default is an invalid one.</summary>
internal readonly record struct ReferenceIotlbEntry(bool Valid, int Page, bool Writable, bool Dirty, bool Tracked);

/// <summary>A device TLB entry; the default is an invalid one.</summary>
internal readonly record struct ReferenceDevtlbEntry(bool Valid, int Page);

/// <summary>The changing part of one DMA.</summary>
internal record struct ReferenceDma(ReferencePhase Phase, int Page, bool ViaAts, bool FromCache, bool Drain, int Version);

/// <summary>How far a thread is in the primitives of one call, and the buffer that the call fills.</summary>
internal sealed class ReferencePosition
{
    /// <summary>Index into the expanded primitives of the call.</summary>
    public int Part { get; set; }

    /// <summary>The smallest IOVA that the walk has not left behind yet.</summary>
    public int Iova { get; set; }

    /// <summary>Step a of a two-step primitive is done at <see cref="Iova"/>, step b is due.</summary>
    public bool StepB { get; set; }

    public ReferencePte Register { get; set; }

    public required bool[] Buffer { get; init; }

    public ReferencePosition Clone() => new()
    {
        Part = Part,
        Iova = Iova,
        StepB = StepB,
        Register = Register,
        Buffer = (bool[])Buffer.Clone(),
    };

    /// <summary>Back to the start of a call, with an empty buffer.</summary>
    public void Reset()
    {
        Part = 0;
        Iova = 0;
        StepB = false;
        Register = default;
        Array.Clear(Buffer);
    }
}

/// <summary>One state of the system. Mutable: a step clones it and changes the clone.</summary>
internal sealed class ReferenceState
{
    public ReferenceState(ReferenceScenario scenario, int dmas)
    {
        Ram = new ReferenceContent[scenario.Pages];
        Dst = new ReferenceContent[scenario.Pages];
        Pte = new ReferencePte[scenario.Pages];
        Iotlb = Table<ReferenceIotlbEntry>(scenario);
        Devtlb = Table<ReferenceDevtlbEntry>(scenario);
        Faults = new int[scenario.Devices];
        Isolated = new bool[scenario.Devices];
        Dma = new ReferenceDma[dmas];
        Gmap = [.. Enumerable.Range(0, scenario.Pages)];
        Gcleared = new bool[scenario.Pages];
        Asked = new bool[scenario.Pages];
        Acked = new int[scenario.Pages];
        Seen = new int[scenario.Pages];
        Awaits = [];
        Loads = [];
        Bmap = new bool[scenario.Pages];
        Vmap = [.. Enumerable.Range(0, scenario.Pages)];
        Migration = new ReferencePosition { Buffer = new bool[scenario.Pages] };
        Trap = new ReferencePosition { Buffer = new bool[scenario.Pages] };
        Tracking = scenario.Hardware.Tracking == "always";
        FillTables(scenario);
    }

    private ReferenceState(ReferenceState other)
    {
        Ram = (ReferenceContent[])other.Ram.Clone();
        Dst = (ReferenceContent[])other.Dst.Clone();
        Pte = (ReferencePte[])other.Pte.Clone();
        Tracking = other.Tracking;
        Iotlb = CloneTable(other.Iotlb);
        Devtlb = CloneTable(other.Devtlb);
        Faults = (int[])other.Faults.Clone();
        Isolated = (bool[])other.Isolated.Clone();
        Dma = (ReferenceDma[])other.Dma.Clone();
        Pc = other.Pc;
        Mode = other.Mode;
        Gmap = (int[])other.Gmap.Clone();
        Gcleared = (bool[])other.Gcleared.Clone();
        Asked = (bool[])other.Asked.Clone();
        Acked = (int[])other.Acked.Clone();
        Seen = (int[])other.Seen.Clone();
        Awaits = [.. other.Awaits];
        Loads = [.. other.Loads];
        Bmap = (bool[])other.Bmap.Clone();
        Vmap = (int[])other.Vmap.Clone();
        Lock = other.Lock;
        Started = other.Started;
        DevicesStopped = other.DevicesStopped;
        Stage = other.Stage;
        Round = other.Round;
        CopyPosition = other.CopyPosition;
        PageInHand = other.PageInHand;
        Migration = other.Migration.Clone();
        TrapInCall = other.TrapInCall;
        TrapRunsPlain = other.TrapRunsPlain;
        TrapCall = other.TrapCall;
        Trap = other.Trap.Clone();
    }

    public const int None = -1;

    // Memory.
    public ReferenceContent[] Ram { get; }

    public ReferenceContent[] Dst { get; }

    public ReferencePte[] Pte { get; }

    // IOMMU; tables are indexed by device, then IOVA.
    public bool Tracking { get; set; }

    public ReferenceIotlbEntry[][] Iotlb { get; }

    public ReferenceDevtlbEntry[][] Devtlb { get; }

    public int[] Faults { get; }

    public bool[] Isolated { get; }

    /// <summary>DMA k stands at k - 1.</summary>
    public ReferenceDma[] Dma { get; }

    // Guest.
    public int Pc { get; set; }

    public ReferenceMode Mode { get; set; }

    public int[] Gmap { get; }

    public bool[] Gcleared { get; }

    public bool[] Asked { get; }

    public int[] Acked { get; }

    public int[] Seen { get; }

    /// <summary>"ok" or "error", in the order of the awaits.</summary>
    public List<string> Awaits { get; }

    public List<int> Loads { get; }

    // VMM, shared by both threads.
    public bool[] Bmap { get; }

    public int[] Vmap { get; }

    public ReferenceOwner Lock { get; set; }

    public bool Started { get; set; }

    public bool DevicesStopped { get; set; }

    // VMM, migration thread.
    public ReferenceStage Stage { get; set; }

    /// <summary>Pre-copy queries that have returned.</summary>
    public int Round { get; set; }

    public int CopyPosition { get; set; }

    /// <summary>The page between the two steps of a copy, or <see cref="None"/>.</summary>
    public int PageInHand { get; set; } = None;

    public ReferencePosition Migration { get; }

    // VMM, trap thread.
    public bool TrapInCall { get; set; }

    public bool TrapRunsPlain { get; set; }

    public int TrapCall { get; set; }

    public ReferencePosition Trap { get; }

    public ReferenceState Clone() => new(this);

    private static T[][] Table<T>(ReferenceScenario scenario) =>
        [.. Enumerable.Range(0, scenario.Devices).Select(_ => new T[scenario.Pages])];

    private static T[][] CloneTable<T>(T[][] table) => [.. table.Select(row => (T[])row.Clone())];

    private void FillTables(ReferenceScenario scenario)
    {
        bool warm = scenario.Hardware.Iotlb == "warm";
        for (int i = 0; i < scenario.Pages; i++)
        {
            bool dirty = scenario.Hardware.NewMappingDirty || (warm && Tracking);
            Pte[i] = new ReferencePte(Present: true, Writable: true, dirty, i);
            for (int d = 0; warm && d < scenario.Devices; d++)
            {
                Iotlb[d][i] = new ReferenceIotlbEntry(Valid: true, i, Writable: true, Dirty: Tracking, Tracked: Tracking);
                if (scenario.Hardware.Ats)
                {
                    Devtlb[d][i] = new ReferenceDevtlbEntry(Valid: true, i);
                }
            }
        }
    }
}
