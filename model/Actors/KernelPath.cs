namespace RaceModel;

/// <summary>The IOVAs that a call of a VMM thread works on, and what kind of call it is.</summary>
internal readonly record struct CallRange(VmmThread Thread, CallKind Call, int First, int Last)
{
    public Actor Actor => Thread == VmmThread.Trap ? Actor.VmmTrapThread : Actor.VmmMigrationThread;

    public bool IsEmpty => First > Last;

    /// <summary>What an instruction of the call works on.</summary>
    public CallRange Of(VmmInstruction instruction) => instruction.LeavesOutLastPage ? this with { Last = Last - 1 } : this;

    public bool Covers(CompiledDma request) => request.Iova >= First && request.Iova <= Last;
}

/// <summary>
/// The primitives: what the kernel does to page table and IOMMU while a VMM thread is in a call
/// (<c>iommu_unmap</c>, <c>iommu_read_and_clear_dirty</c>, <c>iommu_iotlb_sync</c>; iommufd <c>io_pagetable.c</c>).
/// </summary>
internal static class KernelPath
{
    /// <summary>Acts on one entry of a walk; true once the walk is done with that entry.</summary>
    public static bool Visit<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive, int iova, ThreadPosition position)
        where TProbe : struct, IProbe
    {
        IoPageTableEntry entry = m.Pte(iova);
        switch (primitive)
        {
            case Primitive.LoadStoreClearDirty:
                if (position.Halfway) return Store(ref m, range, primitive, iova, position.Register.WithoutDirty);
                return Load(ref m, range, primitive, iova, entry) && !entry.Dirty;
            case Primitive.LoadStoreClearPte:
                if (position.Halfway) return Store(ref m, range, primitive, iova, IoPageTableEntry.Zero);
                Load(ref m, range, primitive, iova, entry);
                return false;
            case Primitive.CompareExchangeStalePte:
                if (position.Halfway) return CompareExchange(ref m, range, iova, entry, expected: position.Register);
                m.Took(range.Actor, Rule.LoadEntry, iova: iova, primitive: primitive);
                return false;
            default:
                VisitAtomically(ref m, range, primitive, iova, entry);
                return true;
        }
    }

    private static void VisitAtomically<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive, int iova, IoPageTableEntry entry)
        where TProbe : struct, IProbe
    {
        bool looksForDirty = primitive is Primitive.ReadDirty or Primitive.TestAndClearDirty or Primitive.WriteProtectClearDirty
            or Primitive.ExchangePte;
        bool reports = primitive == Primitive.ReportAll || (looksForDirty && entry.Dirty);
        Rule rule = !looksForDirty ? Rule.Visit : entry.Dirty ? Rule.VisitDirty : Rule.VisitClean;
        m.Took(range.Actor, rule, iova: iova, primitive: primitive);
        if (reports) Report(ref m, range, iova);
        if (primitive is Primitive.ReadDirty or Primitive.ReportAll) return;

        m.SetPte(iova, primitive switch
        {
            Primitive.TestAndClearDirty or Primitive.DiscardDirty => entry.WithoutDirty,
            Primitive.WriteProtect => entry.WithoutWritable,
            Primitive.WriteProtectClearDirty or Primitive.WriteProtectDestroyDirty => entry.WithoutWritable.WithoutDirty,
            Primitive.ClearPresent => entry.WithoutPresent,
            _ => IoPageTableEntry.Zero,
        });
    }

    private static bool Load<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive, int iova, IoPageTableEntry entry)
        where TProbe : struct, IProbe
    {
        m.Took(range.Actor, Rule.LoadEntry, iova: iova, primitive: primitive);
        if (entry.Dirty) Report(ref m, range, iova);
        return true;
    }

    private static bool Store<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive, int iova, IoPageTableEntry entry)
        where TProbe : struct, IProbe
    {
        m.Took(range.Actor, Rule.StoreEntry, iova: iova, primitive: primitive);
        m.SetPte(iova, entry);
        return true;
    }

    // The expected value is never refreshed: a dirty bit that is set after the sample fails the exchange for good
    // (free_pte_dirty in the AMD patch of the RFC).
    private static bool CompareExchange<TProbe>(ref Machine<TProbe> m, CallRange range, int iova, IoPageTableEntry entry, IoPageTableEntry expected)
        where TProbe : struct, IProbe
    {
        bool equal = entry == expected;
        Rule rule = equal ? Rule.ExchangeEntry : entry.Dirty ? Rule.RetryExchange : Rule.GiveUpExchange;
        m.Took(range.Actor, rule, iova: iova, primitive: Primitive.CompareExchangeStalePte);
        if (entry.Dirty) Report(ref m, range, iova);
        if (equal) m.SetPte(iova, IoPageTableEntry.Zero);
        return equal || !entry.Dirty;
    }

    // What enabling finds dirty is dropped with its buffer.
    private static void Report<TProbe>(ref Machine<TProbe> m, CallRange range, int iova) where TProbe : struct, IProbe
    {
        if (range.Call != CallKind.Enable) m.SetReported(range.Thread, m.VmmMapping(iova), true);
    }

    /// <summary>Walked translations are dropped with the entries; granted writes past the IOMMU's own queue are not its to drain.</summary>
    public static void InvalidateIotlb<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive) where TProbe : struct, IProbe
    {
        m.Took(range.Actor, Rule.InvalidateIotlb, iova: range.First, lastIova: range.Last, primitive: primitive);
        for (int device = 0; device < m.Scenario.Devices; device++)
        {
            for (int iova = range.First; iova <= range.Last; iova++) m.SetIotlb(device, iova, IotlbEntry.Invalid);
        }

        DrainGranted(ref m, range, viaDeviceTlb: false);
        for (int dma = 0; dma < m.Scenario.Dmas.Length; dma++)
        {
            if (range.Covers(m.Scenario.Dmas[dma]) && m.Dma(dma).Phase == DmaPhase.Walked) m.SetDma(dma, DmaRequest.In(DmaPhase.Lookup));
        }
    }

    public static void InvalidateDeviceTlb<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive) where TProbe : struct, IProbe
    {
        m.Took(range.Actor, Rule.InvalidateDeviceTlb, iova: range.First, lastIova: range.Last, primitive: primitive);
        for (int device = 0; device < m.Scenario.Devices; device++)
        {
            for (int iova = range.First; iova <= range.Last; iova++) m.SetDeviceTlb(device, iova, DeviceTlbEntry.Invalid);
        }

        DrainGranted(ref m, range, viaDeviceTlb: true);
    }

    private static void DrainGranted<TProbe>(ref Machine<TProbe> m, CallRange range, bool viaDeviceTlb) where TProbe : struct, IProbe
    {
        if (m.Scenario.Hardware.Drain == InvalidationDrain.None) return;
        for (int dma = 0; dma < m.Scenario.Dmas.Length; dma++)
        {
            if (!range.Covers(m.Scenario.Dmas[dma])) continue;
            DmaRequest request = m.Dma(dma);
            if (request.Phase == DmaPhase.Granted && request.ViaDeviceTlb == viaDeviceTlb) m.SetDma(dma, request.WithDrain);
        }
    }

    /// <summary>Completes an invalidation once no write of the range is left to drain, whoever asked for the drain.</summary>
    public static bool TryWait<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive) where TProbe : struct, IProbe
    {
        for (int dma = 0; dma < m.Scenario.Dmas.Length; dma++)
        {
            if (range.Covers(m.Scenario.Dmas[dma]) && m.Dma(dma).Draining) return m.Blocked("DMA # is not drained", dma + 1);
        }

        m.Took(range.Actor, Rule.Wait, iova: range.First, lastIova: range.Last, primitive: primitive);
        return true;
    }

    /// <summary>Merges what the call reported into the migration bitmap.</summary>
    public static void MergeReport<TProbe>(ref Machine<TProbe> m, VmmThread thread) where TProbe : struct, IProbe
    {
        for (int page = 0; page < m.Scenario.Pages; page++)
        {
            if (!m.Reported(thread, page)) continue;
            m.SetInBitmap(page, true);
            m.SetReported(thread, page, false);
        }
    }
}
