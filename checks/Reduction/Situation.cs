using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Reduction;

/// <summary>Where all processes stand in a state, and what they may still do as long as some of them stand still.</summary>
internal readonly ref struct Situation(CompiledScenario scenario, FutureAccesses futures, HostPosition host, RequestPhases requests)
{
    private readonly CompiledScenario _scenario = scenario;
    private readonly FutureAccesses _futures = futures;
    private readonly HostPosition _host = host;
    private readonly RequestPhases _requests = requests;

    /// <summary>The processes that may step now or later, but for those that only the guest's or the trap thread's steps set going.</summary>
    public uint Live { get; } = host.Live | requests.InFlight | (host.DevicesStopped ? 0 : requests.Posted);

    /// <summary>Requests whose next step nobody can see but who waits for it.</summary>
    public uint Landed => _requests.Landed;

    /// <summary>What a process and those that it sets going may do as long as those of the set stand still.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Access FutureOf(int process, uint still)
    {
        switch (process)
        {
            case Processes.GuestNumber:
                return _host.MigrationHoldsLock && (still & Processes.Migration) != 0
                    ? _futures.OfGuestWithoutLock(_host.Guest)
                    : _futures.OfGuest(_host.Guest);
            case Processes.TrapNumber:
                return (WhatTrapWaitsFor() & still) != 0 ? default : _futures.OfUnmap(_host.Guest, _host.Trap.Instruction);
            case Processes.MigrationNumber:
                return _futures.OfMigration(HorizonWithout(still), _host.Migration.Instruction, _host.Migration.Cursor);
            default:
                int dma = process - Processes.FirstDmaNumber;
                return _futures.OfDma(dma, _requests[dma]);
        }
    }

    /// <summary>For a process without a step: it gets none before one of these moves.</summary>
    public uint WhatItWaitsFor(int process)
    {
        uint others = ~(1U << process);
        switch (process)
        {
            case Processes.GuestNumber:
                CompiledGuestOp op = _scenario.GuestProgram[_host.Guest];
                return op.Kind == GuestOpKind.Await ? Processes.Dma(op.Dma) : Processes.Migration;
            case Processes.TrapNumber:
                return WhatTrapWaitsFor();
            case Processes.MigrationNumber:
                return _host.MigrationHoldsLock ? WhatIsDrainedForMigration() : _host.Mode == GuestMode.Trapped ? Processes.Trap : LowestOf(_requests.InFlight);
            default:
                int dma = process - Processes.FirstDmaNumber;
                return _requests[dma] == DmaPhase.Posted ? FirstPosted(_scenario.Dmas[dma].Device) : others;
        }
    }

    private uint WhatTrapWaitsFor() => _host.TrapHoldsLock ? WhatIsDrainedForTrap() : _host.MigrationHoldsLock ? Processes.Migration : 0;

    private uint WhatIsDrainedForTrap()
    {
        VmmInstruction instruction = _scenario.TrapProgram[_host.Trap.Instruction];
        if (_requests.Draining == 0 || instruction.Operation != VmmOperation.Wait) return 0;

        CompiledGuestOp unmap = _scenario.GuestProgram[_host.Guest];
        return FirstDraining(new CallRange(VmmThread.Trap, CallKind.Unmap, unmap.Iova, unmap.LastIova).Of(instruction));
    }

    private uint WhatIsDrainedForMigration()
    {
        VmmInstruction instruction = _scenario.MigrationProgram[_host.Migration.Instruction];
        return FirstDraining(new CallRange(VmmThread.Migration, instruction.Call, 0, _scenario.Pages - 1).Of(instruction));
    }

    private uint FirstDraining(CallRange range)
    {
        for (int dma = 0; dma < _scenario.Dmas.Length; dma++)
        {
            if ((_requests.Draining & Processes.Dma(dma)) != 0 && range.Covers(_scenario.Dmas[dma])) return Processes.Dma(dma);
        }

        return 0;
    }

    private MigrationHorizon HorizonWithout(uint still) =>
        _host.Mode == GuestMode.Trapped && (still & Processes.Trap) != 0 ? _host.TrapHoldsLock ? MigrationHorizon.Lock : MigrationHorizon.Freeze
        : (still & _requests.InFlight) != 0 ? MigrationHorizon.Quiet
        : MigrationHorizon.SwitchOver;

    private uint FirstPosted(int device)
    {
        int dma = 0;
        while (_scenario.Dmas[dma].Device != device || _requests[dma] != DmaPhase.Posted) dma++;
        return Processes.Dma(dma);
    }

    private static uint LowestOf(uint processes) => processes & (~processes + 1);
}
