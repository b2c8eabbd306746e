namespace RaceModel.Checks.Reduction;

/// <summary>Where all processes stand in a state, and what they may still do as long as some of them stand still.</summary>
internal readonly ref struct Situation
{
    private readonly CompiledScenario _scenario;
    private readonly FutureAccesses _futures;
    private readonly Machine<NoProbe> _machine;
    private readonly GuestMode _mode;
    private readonly int _guestPosition;
    private readonly ThreadPosition _trap, _migration;
    private readonly bool _migrationHoldsLock, _trapHoldsLock;
    private readonly uint _inFlight, _draining, _landed;

    public Situation(CompiledScenario scenario, FutureAccesses futures, ref State state)
    {
        _scenario = scenario;
        _futures = futures;
        _machine = new(ref state, scenario, default);
        _mode = _machine.Mode;
        _guestPosition = _machine.GuestPosition;
        _trap = _machine.Position(VmmThread.Trap);
        _migration = _machine.Position(VmmThread.Migration);
        bool locked = _machine.Locked;
        _migrationHoldsLock = locked && futures.MigrationHoldsLock(_migration.Instruction);
        _trapHoldsLock = locked && !_migrationHoldsLock;

        if (_mode == GuestMode.Trapped) Live = Processes.Trap;
        else if (_mode == GuestMode.Running && _guestPosition < scenario.GuestProgram.Length) Live = Processes.Guest;
        if (_migration.Instruction < scenario.MigrationProgram.Length) Live |= Processes.Migration;
        for (int dma = 0; dma < scenario.Dmas.Length; dma++)
        {
            DmaRequest request = _machine.Dma(dma);
            uint process = Processes.Dma(dma);
            if (request.InFlight) _inFlight |= process;
            if (request.Draining) _draining |= process;
            if (request.Phase == DmaPhase.Landed) _landed |= process;
            if (request.Phase == DmaPhase.Posted && !_machine.DevicesStopped) Live |= process;
        }

        Live |= _inFlight;
    }

    /// <summary>The processes that may step now or later, but for those that only the guest's or the trap thread's steps set going.</summary>
    public uint Live { get; }

    /// <summary>Requests whose next step nobody can see but who waits for it.</summary>
    public uint Landed => _landed;

    /// <summary>What a process and those that it sets going may do as long as those of the set stand still.</summary>
    public Access FutureOf(int process, uint still)
    {
        switch (process)
        {
            case Processes.GuestNumber:
                return _migrationHoldsLock && (still & Processes.Migration) != 0
                    ? _futures.OfGuestWithoutLock(_guestPosition)
                    : _futures.OfGuest(_guestPosition);
            case Processes.TrapNumber:
                return (WhatTrapWaitsFor() & still) != 0 ? default : _futures.OfUnmap(_guestPosition, _trap.Instruction);
            case Processes.MigrationNumber:
                return _futures.OfMigration(HorizonWithout(still), _migration.Instruction, _migration.Cursor);
            default:
                int dma = process - Processes.FirstDmaNumber;
                return _futures.OfDma(dma, _machine.Dma(dma).Phase);
        }
    }

    /// <summary>For a process without a step: it gets none before one of these moves.</summary>
    public uint WhatItWaitsFor(int process)
    {
        uint others = ~(1U << process);
        switch (process)
        {
            case Processes.GuestNumber:
                CompiledGuestOp op = _scenario.GuestProgram[_guestPosition];
                return op.Kind == GuestOpKind.Await ? Processes.Dma(op.Dma) : Processes.Migration;
            case Processes.TrapNumber:
                return WhatTrapWaitsFor();
            case Processes.MigrationNumber:
                return _migrationHoldsLock ? WhatIsDrainedForMigration() : _mode == GuestMode.Trapped ? Processes.Trap : LowestOf(_inFlight);
            default:
                int dma = process - Processes.FirstDmaNumber;
                return _machine.Dma(dma).Phase == DmaPhase.Posted ? FirstPosted(_scenario.Dmas[dma].Device) : others;
        }
    }

    private uint WhatTrapWaitsFor() => _trapHoldsLock ? WhatIsDrainedForTrap() : _migrationHoldsLock ? Processes.Migration : 0;

    private uint WhatIsDrainedForTrap()
    {
        VmmInstruction instruction = _scenario.TrapProgram[_trap.Instruction];
        if (_draining == 0 || instruction.Operation != VmmOperation.Wait) return 0;

        CompiledGuestOp unmap = _scenario.GuestProgram[_guestPosition];
        return FirstDraining(new CallRange(VmmThread.Trap, CallKind.Unmap, unmap.Iova, unmap.LastIova).Of(instruction));
    }

    private uint WhatIsDrainedForMigration()
    {
        VmmInstruction instruction = _scenario.MigrationProgram[_migration.Instruction];
        return FirstDraining(new CallRange(VmmThread.Migration, instruction.Call, 0, _scenario.Pages - 1).Of(instruction));
    }

    private uint FirstDraining(CallRange range)
    {
        for (int dma = 0; dma < _scenario.Dmas.Length; dma++)
        {
            if ((_draining & Processes.Dma(dma)) != 0 && range.Covers(_scenario.Dmas[dma])) return Processes.Dma(dma);
        }

        return 0;
    }

    private MigrationHorizon HorizonWithout(uint still) =>
        _mode == GuestMode.Trapped && (still & Processes.Trap) != 0 ? _trapHoldsLock ? MigrationHorizon.Lock : MigrationHorizon.Freeze
        : (still & _inFlight) != 0 ? MigrationHorizon.Quiet
        : MigrationHorizon.SwitchOver;

    private uint FirstPosted(int device)
    {
        int dma = 0;
        while (_scenario.Dmas[dma].Device != device || _machine.Dma(dma).Phase != DmaPhase.Posted) dma++;
        return Processes.Dma(dma);
    }

    private static uint LowestOf(uint processes) => processes & (~processes + 1);
}
