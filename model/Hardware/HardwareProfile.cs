namespace RaceModel;

/// <summary>When the IOMMU sets dirty bits.</summary>
public enum DirtyTracking
{
    /// <summary>Once software has switched it on (VT-d SSADE, AMD HAD).</summary>
    Switch,

    /// <summary>Always (SMMUv3: <c>arm_smmu_set_dirty_tracking</c> does nothing).</summary>
    Always,
}

/// <summary>How the IOMMU sets the dirty bit of an entry that it walked earlier.</summary>
public enum DirtyUpdate
{
    /// <summary>Atomically, with all checks made again; walks again if the entry changed (RISC-V Svadu; RISC-V IOMMU specification).</summary>
    Revalidate,

    /// <summary>ORs the bit in, whatever the entry holds by then.</summary>
    BlindOr,

    /// <summary>Stores the whole entry as walked, with the bit set (QEMU's emulated VT-d, <c>vtd_set_flag_in_pte</c>).</summary>
    WriteBack,
}

/// <summary>What the completion of an invalidation waits for.</summary>
public enum InvalidationDrain
{
    /// <summary>Writes that were translated with what is invalidated (VT-d DW = 1; RISC-V IOFENCE.C with PW).</summary>
    Writes,

    /// <summary>Nothing (VT-d DW = 0).</summary>
    None,
}

/// <summary>What the IOMMU does with a DMA that it cannot translate.</summary>
public enum FaultHandling
{
    /// <summary>Reports an unrecoverable fault and aborts the DMA.</summary>
    Reported,

    /// <summary>Aborts the DMA and reports nothing (AMD can suppress the event in the device table entry).</summary>
    Silent,

    /// <summary>Stalls the DMA and asks software (PRI).</summary>
    PageRequest,
}

/// <summary>Whether the device learns that its write was aborted.</summary>
public enum AbortVisibility
{
    /// <summary>It does: the request fails.</summary>
    Visible,

    /// <summary>It does not: a posted PCIe write has no response.</summary>
    Invisible,
}

/// <summary>What the IOTLB holds at the start.</summary>
public enum IotlbStart
{
    /// <summary>A valid, writable entry for every IOVA.</summary>
    Warm,

    /// <summary>Nothing.</summary>
    Cold,
}

/// <summary>One kind of IOMMU with the device behind it, and how the host reacts to its faults.</summary>
public sealed record HardwareProfile
{
    /// <summary>The profile's name in the catalogue.</summary>
    public required string Name { get; init; }

    /// <summary>When dirty bits are set.</summary>
    public DirtyTracking Tracking { get; init; } = DirtyTracking.Switch;

    /// <summary>Whether a new mapping starts dirty (SMMUv3 with hardware dirty management: <c>arm_lpae_prot_to_pte</c>).</summary>
    public bool NewMappingDirty { get; init; }

    /// <summary>How a dirty bit is set.</summary>
    public DirtyUpdate DirtyUpdate { get; init; } = DirtyUpdate.Revalidate;

    /// <summary>What the completion of an invalidation waits for.</summary>
    public InvalidationDrain Drain { get; init; } = InvalidationDrain.Writes;

    /// <summary>What happens to a DMA without a translation.</summary>
    public FaultHandling Fault { get; init; } = FaultHandling.Reported;

    /// <summary>Whether the device learns of an aborted write.</summary>
    public AbortVisibility Abort { get; init; } = AbortVisibility.Invisible;

    /// <summary>
    /// After how many reported faults the host takes bus mastering away from the device; 0 is never
    /// (Xen: <c>pci_check_disable_device</c>, threshold 10).
    /// </summary>
    public int IsolateAfter { get; init; }

    /// <summary>Whether the device keeps translations of its own (PCIe ATS).</summary>
    public bool Ats { get; init; }

    /// <summary>What the IOTLB, and with ATS the device TLB, hold at the start.</summary>
    public IotlbStart Iotlb { get; init; } = IotlbStart.Warm;

    /// <summary>Where the profile comes from, in one line.</summary>
    public string Source { get; init; } = "";
}
