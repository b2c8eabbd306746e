using System.Numerics;

namespace RaceModel.Checks.Reduction;

/// <summary>Where the migration thread's future is cut off, since it cannot get any further while others stand still.</summary>
internal enum MigrationHorizon
{
    /// <summary>Nothing stands in its way.</summary>
    SwitchOver,

    /// <summary>A request stays in flight.</summary>
    Quiet,

    /// <summary>The guest stays trapped.</summary>
    Freeze,

    /// <summary>The lock stays taken.</summary>
    Lock,
}

/// <summary>
/// For each process and each position that it can be in, all that it may still read and write, whatever happens; an approximation
/// from above, made once for a scenario.
/// </summary>
internal sealed class FutureAccesses
{
    private const int Cursors = StateLayout.MaxPages + 1, Phases = (int)DmaPhase.Failed + 1;

    private readonly CompiledScenario _scenario;
    private readonly Access[] _guest, _guestWithoutLock, _trap, _migration, _dmas;
    private readonly bool[] _migrationHoldsLock;
    private readonly ulong[] _guestMappings;
    private readonly int _trapLength, _migrationLength;

    public FutureAccesses(CompiledScenario scenario)
    {
        _scenario = scenario;
        _trapLength = scenario.TrapProgram.Length;
        _migrationLength = scenario.MigrationProgram.Length;
        _migrationHoldsLock = FindLockHolders(scenario);
        _guestMappings = [.. Enumerable.Range(0, scenario.Pages).Select(GuestMappingsTo)];
        _dmas = new Access[scenario.Dmas.Length * Phases];
        for (int dma = 0; dma < scenario.Dmas.Length; dma++) FillDma(dma);

        int ops = scenario.GuestProgram.Length;
        _guest = new Access[ops + 1];
        _guestWithoutLock = new Access[ops + 1];
        _trap = new Access[(ops + 1) * (_trapLength + 1)];
        for (int position = ops - 1; position >= 0; position--) FillGuest(position);

        _migration = new Access[4 * (_migrationLength + 1) * Cursors];
        foreach (MigrationHorizon horizon in Enum.GetValues<MigrationHorizon>()) FillMigration(horizon);
    }

    /// <summary>All that the guest does and causes from an operation on: its own steps, its unmaps, the requests that it posts.</summary>
    public Access OfGuest(int position) => _guest[position];

    /// <summary>The same as long as the lock is taken.</summary>
    public Access OfGuestWithoutLock(int position) => _guestWithoutLock[position];

    /// <summary>All that an unmap still does, and the guest after it.</summary>
    public Access OfUnmap(int guestPosition, int instruction) => _trap[(guestPosition * (_trapLength + 1)) + instruction];

    public Access OfMigration(MigrationHorizon horizon, int instruction, int cursor) =>
        _migration[((((int)horizon * (_migrationLength + 1)) + instruction) * Cursors) + cursor];

    /// <summary>Whether the migration thread, if it stands at an instruction, holds the lock.</summary>
    public bool MigrationHoldsLock(int instruction) => _migrationHoldsLock[instruction];

    /// <summary>The guest's mappings that can ever be to the page that a step writes.</summary>
    public ulong GuestMappingsOf(ulong writes) => _guestMappings[BitOperations.TrailingZeroCount(writes)];

    public Access OfDma(int dma, DmaPhase phase) => _dmas[(dma * Phases) + (int)phase];

    private void FillDma(int dma)
    {
        CompiledDma request = _scenario.Dmas[dma];
        Access pages = default, guestMappings = default;
        for (int page = 0; page < _scenario.Pages; page++)
        {
            if (!CanMap(request.Iova, page)) continue;
            pages |= new Access(SharedParts.Ram(page), SharedParts.Ram(page));
            guestMappings |= new Access(GuestMappingsTo(page), 0);
        }

        ulong tlb = SharedParts.Tlb(request.Device, request.Iova), pte = SharedParts.Pte(request.Iova);
        ulong faults = _scenario.CountsFaults ? SharedParts.Faults(request.Device) : 0;
        Access land = pages | guestMappings;
        Access translate = new Access(SharedParts.Asked(request.Iova) | SharedParts.Tracking | pte | tlb, tlb | faults | SharedParts.Translation(dma))
            | (request.IsRead ? default : land | new Access(0, pte));
        Access fetch = translate | new Access(SharedParts.Stopped | faults, 0);
        Set(DmaPhase.Posted, fetch);
        Set(DmaPhase.Lookup, translate);
        Set(DmaPhase.Walked, translate);
        Set(DmaPhase.Stalled, translate);
        Set(DmaPhase.Granted, land);

        void Set(DmaPhase phase, Access access) => _dmas[(dma * Phases) + (int)phase] = access;
    }

    private void FillGuest(int position)
    {
        CompiledGuestOp op = _scenario.GuestProgram[position];
        Access own = new(SharedParts.Mode, 0), later = _guest[position + 1], laterWithoutLock = _guestWithoutLock[position + 1];
        switch (op.Kind)
        {
            case GuestOpKind.Clear:
                own |= new Access(0, SharedParts.GuestCleared(op.Iova));
                break;
            case GuestOpKind.Load:
                own |= new Access(SharedParts.Ram(op.Page), 0);
                break;
            case GuestOpKind.Dma or GuestOpKind.Dmar:
                later |= OfDma(op.Dma, DmaPhase.Posted);
                laterWithoutLock |= OfDma(op.Dma, DmaPhase.Posted);
                break;
            case GuestOpKind.Map:
                own |= new Access(SharedParts.Lock, SharedParts.Pte(op.Iova) | SharedParts.VmmMapping(op.Iova) | SharedParts.GuestMapping(op.Iova)
                    | SharedParts.Asked(op.Iova) | SharedParts.GuestCleared(op.Iova));
                break;
            case GuestOpKind.Unmap:
                own |= new Access(0, SharedParts.Mode);
                for (int iova = op.Iova; iova <= op.LastIova; iova++) own |= new Access(0, SharedParts.Asked(iova));
                FillUnmap(position, op, later);
                later = OfUnmap(position, 0);
                laterWithoutLock = default;
                break;
        }

        _guest[position] = own | later;
        _guestWithoutLock[position] = op.Kind == GuestOpKind.Map ? default : own | laterWithoutLock;
    }

    private void FillUnmap(int position, CompiledGuestOp op, Access after)
    {
        int first = position * (_trapLength + 1);
        _trap[first + _trapLength] = after;
        for (int index = _trapLength - 1; index >= 0; index--)
        {
            VmmInstruction instruction = _scenario.TrapProgram[index];
            Access own = OfInstruction(instruction, op.Iova, op.LastIova);
            Access rest = instruction.Operation == VmmOperation.ReturnFromUnmap ? after : _trap[first + index + 1];
            if (instruction.Operation == VmmOperation.EnterUnmap) rest |= _trap[first + _scenario.ProtocolUnmapStart];
            _trap[first + index] = own | rest;
        }
    }

    private void FillMigration(MigrationHorizon horizon)
    {
        for (int index = _migrationLength - 1; index >= 0; index--)
        {
            VmmInstruction instruction = _scenario.MigrationProgram[index];
            bool beyond = instruction.Operation switch
            {
                VmmOperation.EnterWhenQuiet or VmmOperation.SwitchOverWithoutMigration => horizon != MigrationHorizon.SwitchOver,
                VmmOperation.Freeze => horizon >= MigrationHorizon.Freeze,
                VmmOperation.Enter => horizon == MigrationHorizon.Lock,
                _ => false,
            };
            if (beyond) continue;

            for (int cursor = 0; cursor < _scenario.Pages; cursor++)
                Set(index, cursor, OfInstruction(instruction, cursor, _scenario.Pages - 1) | OfMigration(horizon, index + 1, 0));
        }

        void Set(int index, int cursor, Access access) =>
            _migration[((((int)horizon * (_migrationLength + 1)) + index) * Cursors) + cursor] = access;
    }

    private Access OfInstruction(VmmInstruction instruction, int first, int last)
    {
        Access access = default;
        switch (instruction.Operation)
        {
            case VmmOperation.EnterUnmap:
                return new(SharedParts.Lock | SharedParts.Started, SharedParts.Lock);
            case VmmOperation.Enter or VmmOperation.EnterWhenQuiet:
                return new(SharedParts.Lock, SharedParts.Lock);
            case VmmOperation.Walk:
                for (int iova = first; iova <= last; iova++) access |= new Access(SharedParts.VmmMapping(iova) | SharedParts.GuestCleared(iova), SharedParts.Pte(iova));
                return access;
            case VmmOperation.SetTracking:
                return new(0, SharedParts.Tracking);
            case VmmOperation.InvalidateIotlb or VmmOperation.InvalidateDeviceTlb:
                for (int iova = first; iova <= last; iova++)
                {
                    for (int device = 0; device < _scenario.Devices; device++) access |= new Access(0, SharedParts.Tlb(device, iova));
                }

                for (int dma = 0; dma < _scenario.Dmas.Length; dma++)
                {
                    if (_scenario.Dmas[dma].Iova >= first && _scenario.Dmas[dma].Iova <= last) access |= new Access(0, SharedParts.Translation(dma));
                }

                return access | new Access(0, SharedParts.Drain);
            case VmmOperation.Wait:
                return new(SharedParts.Drain, 0);
            case VmmOperation.CopyPages:
                for (int page = first; page <= last; page++) access |= new Access(SharedParts.Ram(page), SharedParts.Bitmap(page));
                return access;
            case VmmOperation.Freeze:
                return new(SharedParts.Lock, SharedParts.Mode);
            case VmmOperation.Stop:
                return new(0, SharedParts.Stopped);
            case VmmOperation.SwitchOver or VmmOperation.SwitchOverWithoutMigration:
                for (int page = 0; page < _scenario.Pages; page++) access |= new Access(SharedParts.Ram(page), 0);
                return access;
            default:
                return OfReturn(instruction.Operation, first, last);
        }
    }

    private Access OfReturn(VmmOperation operation, int first, int last)
    {
        Access access = default;
        for (int page = 0; page < _scenario.Pages; page++) access |= new Access(0, SharedParts.Bitmap(page));
        if (operation == VmmOperation.Return) return access;

        access |= new Access(0, SharedParts.Lock);
        if (operation == VmmOperation.ReturnFromEnable) return access | new Access(0, SharedParts.Started);
        if (operation == VmmOperation.ReturnAndUnlock) return access;

        for (int iova = first; iova <= last; iova++) access |= new Access(0, SharedParts.GuestMapping(iova));
        return access | new Access(0, SharedParts.Mode);
    }

    /// <summary>Whether an entry can ever map an IOVA to a page.</summary>
    private bool CanMap(int iova, int page)
    {
        if (iova == page) return true;
        foreach (CompiledGuestOp op in _scenario.GuestProgram)
        {
            if (op.Kind == GuestOpKind.Map && op.Iova == iova && op.Page == page) return true;
        }

        return false;
    }

    private ulong GuestMappingsTo(int page)
    {
        ulong mappings = 0;
        for (int iova = 0; iova < _scenario.Pages; iova++) mappings |= CanMap(iova, page) ? SharedParts.GuestMapping(iova) : 0;
        return mappings;
    }

    private static bool[] FindLockHolders(CompiledScenario scenario)
    {
        var holds = new bool[scenario.MigrationProgram.Length + 1];
        bool held = false;
        for (int index = 0; index < scenario.MigrationProgram.Length; index++)
        {
            holds[index] = held;
            held = scenario.MigrationProgram[index].Operation switch
            {
                VmmOperation.Enter or VmmOperation.EnterWhenQuiet => true,
                VmmOperation.ReturnFromEnable or VmmOperation.ReturnAndUnlock => false,
                _ => held,
            };
        }

        return holds;
    }
}
