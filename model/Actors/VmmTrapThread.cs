namespace RaceModel;

/// <summary>
/// The VMM's thread that serves an unmap of the guest while the guest stands still (QEMU <c>vfio_iommu_map_notify</c>,
/// <c>iommufd_cdev_unmap</c>): the protocol's calls, one after the other.
/// </summary>
internal static class VmmTrapThread
{
    public static bool TryStep<TProbe>(ref Machine<TProbe> m) where TProbe : struct, IProbe
    {
        if (m.Mode != GuestMode.Trapped) return m.Blocked("no unmap is under way");

        CompiledGuestOp unmap = m.Scenario.GuestProgram[m.GuestPosition];
        CallRange unmapped = new(VmmThread.Trap, CallKind.Unmap, unmap.Iova, unmap.LastIova);
        ReadOnlySpan<VmmInstruction> program = m.Scenario.TrapProgram;
        ThreadPosition position = m.Position(VmmThread.Trap);
        while (unmapped.Of(program[position.Instruction]).IsEmpty) position = ThreadPosition.At(position.Instruction + 1);

        VmmInstruction instruction = program[position.Instruction];
        CallRange range = unmapped.Of(instruction);
        switch (instruction.Operation)
        {
            case VmmOperation.EnterUnmap:
                return TryEnterUnmap(ref m);
            case VmmOperation.Walk:
                Walk(ref m, range, instruction.Primitive, position);
                return true;
            case VmmOperation.ReturnFromUnmap:
                ReturnFromUnmap(ref m, range);
                return true;
            default:
                return VmmCall.TryStep(ref m, range, instruction, position.Instruction);
        }
    }

    // Which unmap it will be is decided when the lock is first taken, and kept for all its calls.
    private static bool TryEnterUnmap<TProbe>(ref Machine<TProbe> m) where TProbe : struct, IProbe
    {
        if (m.Locked) return m.Blocked("the lock is taken");

        m.Took(Actor.VmmTrapThread, Rule.Enter);
        m.Locked = true;
        int start = m.MigrationStarted ? m.Scenario.ProtocolUnmapStart : VmmProgram.PlainUnmapStart;
        m.SetPosition(VmmThread.Trap, ThreadPosition.At(start));
        return true;
    }

    // Every page of the range is visited, present or not.
    private static void Walk<TProbe>(ref Machine<TProbe> m, CallRange range, Primitive primitive, ThreadPosition position)
        where TProbe : struct, IProbe
    {
        int iova = range.First + position.Cursor;
        VmmCall.Visit(ref m, range, primitive, iova, ThreadPosition.At(position.Instruction, position.Cursor), position);
    }

    // The guest is told that its unmap is done, and runs on.
    private static void ReturnFromUnmap<TProbe>(ref Machine<TProbe> m, CallRange range) where TProbe : struct, IProbe
    {
        m.Took(Actor.VmmTrapThread, Rule.Return, iova: range.First, lastIova: range.Last);
        KernelPath.MergeReport(ref m, VmmThread.Trap);
        m.Locked = false;
        m.SetPosition(VmmThread.Trap, ThreadPosition.At(0));
        for (int iova = range.First; iova <= range.Last; iova++) m.SetGuestMapping(iova, Step.None);
        m.Mode = GuestMode.Running;
        m.GuestPosition++;
    }
}
