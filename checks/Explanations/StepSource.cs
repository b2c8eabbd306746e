namespace RaceModel.Checks.Explanations;

/// <summary>What a step stands for outside the model, as section 9 of <c>docs/semantics.md</c> has it.</summary>
/// <param name="RuleName">The rule of the semantics, such as <c>I2 set-dirty</c>, or the primitive.</param>
/// <param name="StandsFor">Kernel function, clause of a specification, or what is abstracted.</param>
/// <param name="HowSure">How sure that is, in the words of that section.</param>
internal sealed record StepSource(string RuleName, string StandsFor, string HowSure)
{
    private const string RiscV = "RISC-V IOMMU", Source = "source", Specification = "specification", Inferred = "inferred", Mail = "mail";

    /// <summary>All three in one line.</summary>
    public override string ToString() => $"{RuleName}: {StandsFor} ({HowSure})";

    /// <param name="step">The step.</param>
    public static StepSource Of(Step step)
    {
        string section = SectionOf(step.Rule);
        (string standsFor, string howSure) = step.Rule switch
        {
            >= Rule.Visit and <= Rule.SetTracking => OfPrimitive(step.Primitive!.Value),
            _ => OfRule(step.Rule),
        };
        return new(step.Primitive is { } primitive ? $"{section} {Words.Of(primitive)}" : $"{section} {Words.Of(step.Rule)}", standsFor, howSure);
    }

    private static string SectionOf(Rule rule) => rule switch
    {
        Rule.ClearGuestEntry => "G0",
        Rule.Post => "G1",
        Rule.AwaitOk or Rule.AwaitError => "G2",
        Rule.Load => "G3",
        Rule.Unmap => "G4",
        Rule.Map => "G5",
        Rule.Fetch or Rule.Refuse => "D1",
        Rule.Complete => "D2",
        Rule.HitDeviceTlb => "I1a",
        Rule.HitIotlb => "I1b",
        Rule.HitCleanIotlb => "I1c",
        Rule.WalkPageTable => "I1d",
        Rule.ReadHit or Rule.ReadWalk => "I1r",
        >= Rule.FaultReported and <= Rule.FaultStalls => "I1",
        >= Rule.GrantUntracked and <= Rule.WriteBackDirty => "I2",
        Rule.Land => "I3",
        Rule.RespondRetry or Rule.RespondFailure => "I4",
        >= Rule.Visit and <= Rule.GiveUpExchange => "6.1",
        >= Rule.SetTracking and <= Rule.Wait => "6.2",
        Rule.Enter or Rule.Return => "7.1",
        _ => "7.2",
    };

    private static (string StandsFor, string HowSure) OfRule(Rule rule) => rule switch
    {
        Rule.ClearGuestEntry => ("drivers/iommu/dma-iommu.c, flush queue", Source),
        Rule.Post or Rule.Fetch => ("a driver posts a descriptor, the device fetches it", "abstraction"),
        Rule.AwaitOk or Rule.AwaitError => ("Documentation/PCI/msi-howto.rst", Source),
        Rule.Load => ("the guest reads its buffer on the source", "abstraction"),
        Rule.Unmap => ("vfio_iommu_map_notify", Source),
        Rule.Map => ("iopt_map_pages", Source),
        Rule.Refuse => ("pci_check_disable_device", Source),
        Rule.Complete => ("the device signals after its data has landed", "unverified"),
        Rule.HitDeviceTlb => ("with ATS the dirty bit is set when a translation with write permission is handed out", Specification),
        Rule.HitIotlb or Rule.HitCleanIotlb or Rule.WalkPageTable => ($"{RiscV} software guidelines", Specification),
        Rule.ReadHit or Rule.ReadWalk => ("a read fills an entry with whatever the dirty bit then is", Inferred),
        Rule.FaultReported => ("dmar_fault, amd_iommu_report_page_fault, arm_smmu_evtq_thread", Source),
        Rule.FaultSilent => ("a suppressed event; AMD can", Mail),
        Rule.FaultStalls or Rule.RespondRetry or Rule.RespondFailure => ("iommu_report_device_fault", Source),
        Rule.GrantUntracked or Rule.SetDirty or Rule.Relookup => ($"{RiscV} and Svadu", Specification),
        Rule.OrDirty => ("arch/x86/kvm/mmu/tdp_mmu.c", Inferred),
        Rule.WriteBackDirty => ("vtd_set_flag_in_pte", Source),
        Rule.Land => ($"{RiscV} IOFENCE.C; Intel datasheet, IOTLB_REG, bit DW", Specification),
        >= Rule.InvalidateIotlb and <= Rule.Wait => ("iommu_iotlb_sync", Source),
        Rule.Enter => ("QEMU holds the BQL during an unmap and during a sync", Inferred),
        Rule.Return => ("QEMU reads the bitmap when the call is back", Source),
        Rule.Take or Rule.Copy => ("migration_bitmap_clear_dirty", Source),
        Rule.Stop => ("do_vm_stop", Source),
        _ => ("migration_bitmap_sync, ram_save_complete", Source),
    };

    private static (string StandsFor, string HowSure) OfPrimitive(Primitive primitive) => primitive switch
    {
        Primitive.ReadDirty => ("IOMMU_HWPT_GET_DIRTY_BITMAP with _NO_CLEAR", Source),
        Primitive.TestAndClearDirty => ("dma_sl_pte_test_and_clear_dirty (VT-d)", Source),
        Primitive.LoadStoreClearDirty => ("generic_pt formats vtdss.h and amdv1.h", Source),
        Primitive.DiscardDirty => ("iopt_clear_dirty_data", Source),
        Primitive.WriteProtect or Primitive.WriteProtectClearDirty => ("asked for on the list; iommufd has no such call up to 7.2", Mail),
        Primitive.WriteProtectDestroyDirty => ("SMMUv3 encodes clean as read-only plus DBM", Source),
        Primitive.ClearPresent => ("Jason Gunthorpe, 5 May 2022", Mail),
        Primitive.ClearPte => ("iommu_unmap", Source),
        Primitive.ExchangePte => ("the intent of RFC v1 unmap_read_dirty", Mail),
        Primitive.LoadStoreClearPte => ("the exchange made of two plain accesses: a control", "abstraction"),
        Primitive.CompareExchangeStalePte => ("RFC v1 free_pte_dirty (AMD)", Mail),
        Primitive.ReportAll => ("update_user_bitmap", Source),
        _ => ("intel_iommu_set_dirty_tracking (SSADE), amd_iommu_set_dirty_tracking (HAD)", Source),
    };
}
