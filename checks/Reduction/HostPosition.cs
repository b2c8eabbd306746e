namespace RaceModel.Checks.Reduction;

/// <summary>Where guest and VMM stand, as far as it tells what they may still do.</summary>
internal sealed class HostPosition
{
    public HostPosition(CompiledScenario scenario, FutureAccesses futures, State state)
    {
        var machine = new Machine<NoProbe>(ref state, scenario, default);
        Mode = machine.Mode;
        Guest = machine.GuestPosition;
        Trap = machine.Position(VmmThread.Trap);
        Migration = machine.Position(VmmThread.Migration);
        DevicesStopped = machine.DevicesStopped;
        bool locked = machine.Locked;
        MigrationHoldsLock = locked && futures.MigrationHoldsLock(Migration.Instruction);
        TrapHoldsLock = locked && !MigrationHoldsLock;

        if (Mode == GuestMode.Trapped) Live = Processes.Trap;
        else if (Mode == GuestMode.Running && Guest < scenario.GuestProgram.Length) Live = Processes.Guest;
        if (Migration.Instruction < scenario.MigrationProgram.Length) Live |= Processes.Migration;
    }

    /// <summary>The bits of a state that it is made from.</summary>
    public static IReadOnlyList<StateLayout.Field> Fields { get; } =
    [
        StateLayout.GuestMode, StateLayout.GuestPosition, StateLayout.ThreadPosition(VmmThread.Trap),
        StateLayout.ThreadPosition(VmmThread.Migration), StateLayout.Stopped, StateLayout.Lock,
    ];

    public GuestMode Mode { get; }

    /// <summary>The guest's next operation.</summary>
    public int Guest { get; }

    public ThreadPosition Trap { get; }

    public ThreadPosition Migration { get; }

    public bool DevicesStopped { get; }

    public bool MigrationHoldsLock { get; }

    public bool TrapHoldsLock { get; }

    /// <summary>Those of them that may step now or later, but for the trap thread, which the guest sets going.</summary>
    public uint Live { get; }
}
