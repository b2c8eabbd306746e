namespace RaceModel;

/// <summary>
/// The IOMMU's steps for one DMA request. Dirty bits follow the RISC-V IOMMU specification (chapter "IOMMU updating of PTE accessed
/// and dirty updates") and Svadu: the bit is in memory before the write is, and setting it repeats all checks, unless the
/// hardware profile says otherwise.
/// </summary>
internal static class Iommu
{
    // I1 translate (write)
    public static bool TranslateWrite<TProbe>(ref Machine<TProbe> m, int dma) where TProbe : struct, IProbe
    {
        CompiledDma request = m.Scenario.Dmas[dma];
        if (m.Scenario.Hardware.Ats)
        {
            DeviceTlbEntry deviceEntry = m.DeviceTlb(request.Device, request.Iova);
            if (deviceEntry.Valid) return HitDeviceTlb(ref m, dma, request, deviceEntry);
        }

        IotlbEntry cached = m.Iotlb(request.Device, request.Iova);
        if (cached.TranslatesWrites) return HitIotlb(ref m, dma, request, cached);

        IoPageTableEntry entry = m.Pte(request.Iova);
        if (!entry.AllowsWrites) return Fault(ref m, dma, request, entry.Present);

        m.Took(Actor.Iommu, Rule.WalkPageTable, dma, request.Device, request.Iova, page: entry.Page);
        m.SetDma(dma, DmaRequest.Walked(entry.Page, fromIotlb: false));
        return true;
    }

    // I1a
    private static bool HitDeviceTlb<TProbe>(ref Machine<TProbe> m, int dma, CompiledDma request, DeviceTlbEntry cached)
        where TProbe : struct, IProbe
    {
        m.Took(Actor.Iommu, Rule.HitDeviceTlb, dma, request.Device, request.Iova, page: cached.Page);
        m.SetDma(dma, DmaRequest.Granted(cached.Page, viaDeviceTlb: true));
        return true;
    }

    // I1b, I1c
    private static bool HitIotlb<TProbe>(ref Machine<TProbe> m, int dma, CompiledDma request, IotlbEntry cached) where TProbe : struct, IProbe
    {
        bool mustSetDirty = cached.Tracked && !cached.Dirty;
        m.Took(Actor.Iommu, mustSetDirty ? Rule.HitCleanIotlb : Rule.HitIotlb, dma, request.Device, request.Iova, page: cached.Page);
        if (mustSetDirty) m.SetDma(dma, DmaRequest.Walked(cached.Page, fromIotlb: true));
        else Grant(ref m, dma, request, cached.Page);
        return true;
    }

    // I1r translate (read). A read neither uses nor fills the device TLB.
    public static bool TranslateRead<TProbe>(ref Machine<TProbe> m, int dma) where TProbe : struct, IProbe
    {
        CompiledDma request = m.Scenario.Dmas[dma];
        IotlbEntry cached = m.Iotlb(request.Device, request.Iova);
        if (!cached.Valid)
        {
            IoPageTableEntry entry = m.Pte(request.Iova);
            if (!entry.Present) return Fault(ref m, dma, request, present: false);
            m.SetIotlb(request.Device, request.Iova, IotlbEntry.Filled(entry.Page, entry.Writable, entry.Dirty, m.Tracking));
        }

        m.Took(Actor.Iommu, cached.Valid ? Rule.ReadHit : Rule.ReadWalk, dma, request.Device, request.Iova);
        m.SetDma(dma, DmaRequest.In(DmaPhase.Completed));
        return true;
    }

    // I2 commit. What is asked here of the entry in memory is what the architecture asks of an atomic update of the dirty bit.
    public static bool Commit<TProbe>(ref Machine<TProbe> m, int dma, DmaRequest walked) where TProbe : struct, IProbe
    {
        CompiledDma request = m.Scenario.Dmas[dma];
        if (!m.Tracking) return FillAndGrant(ref m, dma, request, walked.Page, Rule.GrantUntracked, tracked: false);

        switch (m.Scenario.Hardware.DirtyUpdate)
        {
            case DirtyUpdate.BlindOr:
                m.SetPte(request.Iova, m.Pte(request.Iova).WithDirty);
                return FillAndGrant(ref m, dma, request, walked.Page, Rule.OrDirty, tracked: true);
            case DirtyUpdate.WriteBack:
                m.SetPte(request.Iova, IoPageTableEntry.Mapping(walked.Page, dirty: true));
                return FillAndGrant(ref m, dma, request, walked.Page, Rule.WriteBackDirty, tracked: true);
            default:
                IoPageTableEntry entry = m.Pte(request.Iova);
                if (!entry.AllowsWrites || entry.Page != walked.Page) return Relookup(ref m, dma, request, walked);
                m.SetPte(request.Iova, entry.WithDirty);
                return FillAndGrant(ref m, dma, request, walked.Page, Rule.SetDirty, tracked: true);
        }
    }

    private static bool Relookup<TProbe>(ref Machine<TProbe> m, int dma, CompiledDma request, DmaRequest walked) where TProbe : struct, IProbe
    {
        m.Took(Actor.Iommu, Rule.Relookup, dma, request.Device, request.Iova);
        if (walked.FromIotlb) m.SetIotlb(request.Device, request.Iova, IotlbEntry.Invalid);
        m.SetDma(dma, DmaRequest.In(DmaPhase.Lookup));
        return true;
    }

    private static bool FillAndGrant<TProbe>(ref Machine<TProbe> m, int dma, CompiledDma request, int page, Rule rule, bool tracked)
        where TProbe : struct, IProbe
    {
        m.Took(Actor.Iommu, rule, dma, request.Device, request.Iova, page: page);
        m.SetIotlb(request.Device, request.Iova, IotlbEntry.Filled(page, writable: true, dirty: tracked, tracked));
        Grant(ref m, dma, request, page);
        return true;
    }

    private static void Grant<TProbe>(ref Machine<TProbe> m, int dma, CompiledDma request, int page) where TProbe : struct, IProbe
    {
        bool ats = m.Scenario.Hardware.Ats;
        if (ats) m.SetDeviceTlb(request.Device, request.Iova, DeviceTlbEntry.Filled(page));
        m.SetDma(dma, DmaRequest.Granted(page, viaDeviceTlb: ats));
    }

    // I3 land
    public static bool Land<TProbe>(ref Machine<TProbe> m, int dma, DmaRequest granted) where TProbe : struct, IProbe
    {
        int page = granted.Page, version = m.Ram(page).Version + 1;
        m.Took(Actor.Iommu, Rule.Land, dma, m.Scenario.Dmas[dma].Device, page: page);
        m.SetRam(page, new(dma + 1, version));
        m.SetDma(dma, m.Scenario.Dmas[dma].IsAwaited ? DmaRequest.Landed(page, version) : DmaRequest.In(DmaPhase.Landed));
        if (!GuestMaps(ref m, page)) m.Violate(Property.NoWriteAfterUnmap);
        return true;
    }

    private static bool GuestMaps<TProbe>(ref Machine<TProbe> m, int page) where TProbe : struct, IProbe
    {
        for (int iova = 0; iova < m.Scenario.Pages; iova++)
        {
            if (m.GuestMapping(iova) == page) return true;
        }

        return false;
    }

    // I4 respond. The page request is answered from the entry; a write waits while the entry is only write-protected.
    public static bool TryRespond<TProbe>(ref Machine<TProbe> m, int dma) where TProbe : struct, IProbe
    {
        CompiledDma request = m.Scenario.Dmas[dma];
        IoPageTableEntry entry = m.Pte(request.Iova);
        if (entry.Present && !entry.Writable && !request.IsRead) return m.Blocked("the entry of IOVA # is write-protected", request.Iova);

        m.Took(Actor.Iommu, entry.Present ? Rule.RespondRetry : Rule.RespondFailure, dma, request.Device, request.Iova);
        m.SetDma(dma, DmaRequest.In(entry.Present ? DmaPhase.Lookup : DmaPhase.Failed));
        return true;
    }

    private static bool Fault<TProbe>(ref Machine<TProbe> m, int dma, CompiledDma request, bool present) where TProbe : struct, IProbe
    {
        HardwareProfile hardware = m.Scenario.Hardware;
        if (!m.Asked(request.Iova)) m.Violate(Property.NoLegitimateFault);
        if (hardware.Fault == FaultHandling.PageRequest)
        {
            m.Took(Actor.Iommu, Rule.FaultStalls, dma, request.Device, request.Iova);
            m.SetDma(dma, DmaRequest.In(DmaPhase.Stalled));
            return true;
        }

        if (present) m.Violate(Property.NoProtectionFault);
        bool reported = hardware.Fault == FaultHandling.Reported;
        m.Took(Actor.Iommu, reported ? Rule.FaultReported : Rule.FaultSilent, dma, request.Device, request.Iova);
        if (reported) Report(ref m, request.Device, hardware);
        bool invisible = !request.IsRead && hardware.Abort == AbortVisibility.Invisible;
        m.SetDma(dma, DmaRequest.In(invisible ? DmaPhase.Vanished : DmaPhase.Failed));
        return true;
    }

    private static void Report<TProbe>(ref Machine<TProbe> m, int device, HardwareProfile hardware) where TProbe : struct, IProbe
    {
        m.Violate(Property.NoUnrecoverableFault);
        if (!m.Scenario.CountsFaults) return;

        int faults = m.Faults(device) + 1;
        m.SetFaults(device, faults);
        if (hardware.IsolateAfter > 0 && faults >= hardware.IsolateAfter) m.Isolate(device);
    }
}
