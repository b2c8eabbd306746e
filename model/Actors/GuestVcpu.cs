namespace RaceModel;

/// <summary>
/// The guest vCPU. It runs one program and stands still while the VMM serves its unmap (a vIOMMU invalidation traps:
/// QEMU <c>vfio_iommu_map_notify</c>) and once the VMM has frozen it.
/// </summary>
internal static class GuestVcpu
{
    /// <summary>Takes the guest's next step if it is enabled.</summary>
    public static bool TryStep<TProbe>(ref Machine<TProbe> m) where TProbe : struct, IProbe
    {
        GuestMode mode = m.Mode;
        if (mode != GuestMode.Running) return m.Blocked(mode == GuestMode.Trapped ? "the guest waits for its unmap" : "the guest is frozen");

        ReadOnlySpan<CompiledGuestOp> program = m.Scenario.GuestProgram;
        int position = m.GuestPosition;
        if (position == program.Length) return m.Blocked("the guest's program is at its end");

        CompiledGuestOp op = program[position];
        return op.Kind switch
        {
            GuestOpKind.Clear => Clear(ref m, op),
            GuestOpKind.Await => Await(ref m, op),
            GuestOpKind.Load => Load(ref m, op),
            GuestOpKind.Unmap => Unmap(ref m, op),
            GuestOpKind.Map => Map(ref m, op),
            _ => Post(ref m, op),
        };
    }

    // G0. The host learns nothing of it until the unmap; only a query that walks the guest's table sees it.
    private static bool Clear<TProbe>(ref Machine<TProbe> m, CompiledGuestOp op) where TProbe : struct, IProbe
    {
        m.Took(Actor.GuestVcpu, Rule.ClearGuestEntry, iova: op.Iova);
        if (m.Scenario.QueriesWalkGuestTable) m.SetGuestCleared(op.Iova, true);
        return Advance(ref m);
    }

    // G1
    private static bool Post<TProbe>(ref Machine<TProbe> m, CompiledGuestOp op) where TProbe : struct, IProbe
    {
        m.Took(Actor.GuestVcpu, Rule.Post, op.Dma, op.Device, op.Iova);
        m.SetDma(op.Dma, DmaRequest.In(DmaPhase.Posted));
        return Advance(ref m);
    }

    // G2
    private static bool Await<TProbe>(ref Machine<TProbe> m, CompiledGuestOp op) where TProbe : struct, IProbe
    {
        DmaRequest request = m.Dma(op.Dma);
        if (!request.Ended) return m.Blocked("DMA # has not ended", op.Dma + 1);

        bool failed = request.Phase == DmaPhase.Failed;
        m.Took(Actor.GuestVcpu, failed ? Rule.AwaitError : Rule.AwaitOk, op.Dma);
        m.AppendAwait(op.Ordinal, failed);
        if (request.Version > m.Acknowledged(request.Page)) m.SetAcknowledged(request.Page, request.Version);
        if (op.IsLastAwait) m.SetDma(op.Dma, DmaRequest.In(request.Phase));
        return Advance(ref m);
    }

    // G3
    private static bool Load<TProbe>(ref Machine<TProbe> m, CompiledGuestOp op) where TProbe : struct, IProbe
    {
        PageContent content = m.Ram(op.Page);
        m.Took(Actor.GuestVcpu, Rule.Load, page: op.Page);
        m.AppendLoad(op.Ordinal, content.Writer);
        if (content.Version > m.Seen(op.Page)) m.SetSeen(op.Page, content.Version);
        return Advance(ref m);
    }

    // G4. The trap thread now has work; the program goes on when it returns.
    private static bool Unmap<TProbe>(ref Machine<TProbe> m, CompiledGuestOp op) where TProbe : struct, IProbe
    {
        m.Took(Actor.GuestVcpu, Rule.Unmap, iova: op.Iova, lastIova: op.LastIova);
        for (int iova = op.Iova; iova <= op.LastIova; iova++) m.SetAsked(iova, true);
        m.Mode = GuestMode.Trapped;
        return true;
    }

    // G5. Overwrites whatever the entry held; touches no cached entry.
    private static bool Map<TProbe>(ref Machine<TProbe> m, CompiledGuestOp op) where TProbe : struct, IProbe
    {
        if (m.Locked) return m.Blocked("the lock is taken");

        m.Took(Actor.GuestVcpu, Rule.Map, iova: op.Iova, page: op.Page);
        m.SetPte(op.Iova, IoPageTableEntry.Mapping(op.Page, m.Scenario.Hardware.NewMappingDirty));
        m.SetVmmMapping(op.Iova, op.Page);
        m.SetGuestMapping(op.Iova, op.Page);
        m.SetAsked(op.Iova, false);
        if (m.Scenario.QueriesWalkGuestTable) m.SetGuestCleared(op.Iova, false);
        return Advance(ref m);
    }

    private static bool Advance<TProbe>(ref Machine<TProbe> m) where TProbe : struct, IProbe
    {
        m.GuestPosition++;
        return true;
    }
}
