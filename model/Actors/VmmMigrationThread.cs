namespace RaceModel;

/// <summary>
/// The VMM's migration thread (QEMU <c>ram_save_setup</c>, <c>migration_bitmap_sync</c>, <c>migration_completion_precopy</c>):
/// switch tracking on, copy all pages, query and copy in rounds, stop the VM, query and copy once more, switch over.
/// </summary>
internal static class VmmMigrationThread
{
    public static bool TryStep<TProbe>(ref Machine<TProbe> m) where TProbe : struct, IProbe
    {
        ReadOnlySpan<VmmInstruction> program = m.Scenario.MigrationProgram;
        ThreadPosition position = m.Position(VmmThread.Migration);
        if (position.Instruction == program.Length) return m.Blocked("the switch-over is done");

        VmmInstruction instruction = program[position.Instruction];
        int page = position.Cursor;
        while (!position.Halfway && !FindsPage(ref m, instruction, ref page))
        {
            position = ThreadPosition.At(position.Instruction + 1);
            instruction = program[position.Instruction];
            page = 0;
        }

        CallRange range = RangeOf(ref m, instruction);
        switch (instruction.Operation)
        {
            case VmmOperation.Walk:
                VmmCall.Visit(ref m, range, instruction.Primitive, page, ThreadPosition.At(position.Instruction, page), position);
                return true;
            case VmmOperation.CopyPages:
                CopyPage(ref m, page, position);
                return true;
            case VmmOperation.EnterWhenQuiet:
                return IsQuiet(ref m) && VmmCall.TryStep(ref m, range, new(VmmOperation.Enter), position.Instruction);
            case VmmOperation.ReturnFromEnable:
                ReturnFromEnable(ref m, range, position);
                return true;
            case VmmOperation.Freeze or VmmOperation.Stop:
                return TryStopVm(ref m, instruction.Operation, position);
            case VmmOperation.SwitchOver or VmmOperation.SwitchOverWithoutMigration:
                return TrySwitchOver(ref m, instruction.Operation, position);
            default:
                return VmmCall.TryStep(ref m, range, instruction, position.Instruction);
        }
    }

    private static CallRange RangeOf<TProbe>(ref Machine<TProbe> m, VmmInstruction instruction) where TProbe : struct, IProbe =>
        new CallRange(VmmThread.Migration, instruction.Call, 0, m.Scenario.Pages - 1).Of(instruction);

    /// <summary>
    /// For a walk or a copy loop, moves <paramref name="page"/> up to the next page that has a step; false if none has. What is
    /// passed over is decided now and not when the thread came here: other actors change entries and bitmap in between.
    /// </summary>
    private static bool FindsPage<TProbe>(ref Machine<TProbe> m, VmmInstruction instruction, ref int page) where TProbe : struct, IProbe
    {
        CallRange range = RangeOf(ref m, instruction);
        if (instruction.Operation is not (VmmOperation.Walk or VmmOperation.CopyPages)) return !range.IsEmpty;

        for (; page <= range.Last; page++)
        {
            bool hasStep = instruction.Operation == VmmOperation.CopyPages ? m.InBitmap(page) : IsVisited(ref m, instruction.Call, page);
            if (hasStep) return true;
        }

        return false;
    }

    /// <summary>Whether a walk of a query, or of what switches tracking on, has a step on an entry.</summary>
    public static bool IsVisited<TProbe>(ref Machine<TProbe> m, CallKind call, int iova) where TProbe : struct, IProbe =>
        m.Pte(iova).Present && !(call == CallKind.Query && m.Scenario.QueriesWalkGuestTable && m.GuestCleared(iova));

    // Take and copy, in the protocol's order; both act on the page that the first step chose, whatever is merged in between.
    private static void CopyPage<TProbe>(ref Machine<TProbe> m, int page, ThreadPosition position) where TProbe : struct, IProbe
    {
        if (position.Halfway == m.Scenario.ClearsBeforeCopying)
        {
            m.Took(Actor.VmmMigrationThread, Rule.Copy, page: page);
            m.SetDestination(page, m.Ram(page));
        }
        else
        {
            m.Took(Actor.VmmMigrationThread, Rule.Take, page: page);
            m.SetInBitmap(page, false);
        }

        ThreadPosition here = ThreadPosition.At(position.Instruction, page);
        bool lastPage = page == m.Scenario.Pages - 1;
        m.SetPosition(VmmThread.Migration, !position.Halfway ? here.HalfwayWith(IoPageTableEntry.Zero)
            : lastPage ? ThreadPosition.At(position.Instruction + 1)
            : ThreadPosition.At(position.Instruction, page + 1));
    }

    // All memory counts as dirty from here on (QEMU: the bitmap starts full).
    private static void ReturnFromEnable<TProbe>(ref Machine<TProbe> m, CallRange range, ThreadPosition position) where TProbe : struct, IProbe
    {
        m.Took(range.Actor, Rule.Return);
        m.MigrationStarted = true;
        for (int page = 0; page < m.Scenario.Pages; page++) m.SetInBitmap(page, true);
        m.Locked = false;
        m.SetPosition(VmmThread.Migration, ThreadPosition.At(position.Instruction + 1));
    }

    // The processors stop first, then the devices (QEMU do_vm_stop: pause_all_vcpus, then vm_state_notify).
    private static bool TryStopVm<TProbe>(ref Machine<TProbe> m, VmmOperation operation, ThreadPosition position) where TProbe : struct, IProbe
    {
        bool freezes = operation == VmmOperation.Freeze;
        if (freezes && m.Mode != GuestMode.Running) return m.Blocked("the guest waits for its unmap");
        if (freezes && m.Locked) return m.Blocked("the lock is taken");

        m.Took(Actor.VmmMigrationThread, freezes ? Rule.Freeze : Rule.Stop);
        if (freezes) m.Mode = GuestMode.Frozen;
        else m.DevicesStopped = true;
        m.SetPosition(VmmThread.Migration, ThreadPosition.At(position.Instruction + 1));
        return true;
    }

    private static bool IsQuiet<TProbe>(ref Machine<TProbe> m) where TProbe : struct, IProbe
    {
        for (int dma = 0; dma < m.Scenario.Dmas.Length; dma++)
        {
            if (m.Dma(dma).InFlight) return m.Blocked("DMA # is in flight", dma + 1);
        }

        return true;
    }

    private static bool TrySwitchOver<TProbe>(ref Machine<TProbe> m, VmmOperation operation, ThreadPosition position) where TProbe : struct, IProbe
    {
        bool migrates = operation == VmmOperation.SwitchOver;
        if (!migrates && !IsQuiet(ref m)) return false;

        m.Took(Actor.VmmMigrationThread, Rule.SwitchOver);
        for (int page = 0; page < m.Scenario.Pages; page++)
        {
            if (migrates) JudgeDestination(ref m, page);
            else m.SetDestination(page, m.Ram(page));
        }

        m.SetPosition(VmmThread.Migration, ThreadPosition.At(position.Instruction + 1));
        return true;
    }

    private static void JudgeDestination<TProbe>(ref Machine<TProbe> m, int page) where TProbe : struct, IProbe
    {
        int arrived = m.Destination(page).Version;
        if (arrived != m.Ram(page).Version) m.Violate(Property.NoLostWrite);
        if (arrived < m.Acknowledged(page)) m.Violate(Property.NoLostAckedWrite);
        if (arrived < m.Seen(page)) m.Violate(Property.NoTimeTravel);
    }
}
