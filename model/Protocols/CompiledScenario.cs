using System.Collections.Immutable;

namespace RaceModel;

/// <summary>A guest operation with what a step would otherwise have to look up.</summary>
internal readonly record struct CompiledGuestOp(
    GuestOpKind Kind, int Iova, int LastIova, int Page, int Device, int Dma, int Ordinal, bool IsLastAwait);

/// <summary>A DMA request as the guest's program fixes it.</summary>
internal readonly record struct CompiledDma(int Device, int Iova, bool IsRead, bool IsAwaited);

/// <summary>A scenario in the form in which the rules run it.</summary>
internal sealed class CompiledScenario
{
    private readonly CompiledGuestOp[] _guestProgram;
    private readonly CompiledDma[] _dmas;
    private readonly VmmInstruction[] _trapProgram;
    private readonly VmmInstruction[] _migrationProgram;

    private CompiledScenario(Scenario scenario, bool migrates)
    {
        Scenario = scenario;
        Migrates = migrates;
        _guestProgram = [.. Compile(scenario.Guest.Ops)];
        _dmas = [.. scenario.Guest.Dmas.Select(op =>
            new CompiledDma(op.Device, op.Iova, op.Kind == GuestOpKind.Dmar, IsAwaited(scenario.Guest.Ops, op.Dma)))];
        _trapProgram = [.. VmmProgram.OfTrapThread(scenario)];
        _migrationProgram = [.. migrates ? VmmProgram.OfMigrationThread(scenario) : VmmProgram.WithoutMigration];
        ProtocolUnmapStart = VmmProgram.ProtocolUnmapStart(scenario);
        CountsFaults = scenario.Hardware.IsolateAfter > 0 || scenario.Observer == Observer.Host;
        QueriesWalkGuestTable = scenario.Protocol.Enumerate == Enumeration.Guest;
    }

    /// <exception cref="ArgumentException">The scenario is out of bounds.</exception>
    public static CompiledScenario Of(Scenario scenario, bool migrates)
    {
        if (scenario.FindError() is { } error) throw new ArgumentException(error, nameof(scenario));
        return new(scenario, migrates);
    }

    public Scenario Scenario { get; }

    /// <summary>False for the run that migrating runs are compared with.</summary>
    public bool Migrates { get; }

    public HardwareProfile Hardware => Scenario.Hardware;

    public int Pages => Scenario.Pages;

    public int Devices => Scenario.Devices;

    public bool ClearsBeforeCopying => Scenario.Protocol.CopyOrder == CopyOrder.ClearThenCopy;

    /// <summary>Nobody can see the count of faults otherwise, so it stays zero.</summary>
    public bool CountsFaults { get; }

    public bool QueriesWalkGuestTable { get; }

    public int ProtocolUnmapStart { get; }

    public ReadOnlySpan<CompiledGuestOp> GuestProgram => _guestProgram;

    public ReadOnlySpan<CompiledDma> Dmas => _dmas;

    public ReadOnlySpan<VmmInstruction> TrapProgram => _trapProgram;

    public ReadOnlySpan<VmmInstruction> MigrationProgram => _migrationProgram;

    private static IEnumerable<CompiledGuestOp> Compile(ImmutableArray<GuestOp> ops)
    {
        int awaits = 0, loads = 0;
        for (int position = 0; position < ops.Length; position++)
        {
            GuestOp op = ops[position];
            int ordinal = op.Kind switch { GuestOpKind.Await => awaits++, GuestOpKind.Load => loads++, _ => 0 };
            bool lastAwait = op.Kind == GuestOpKind.Await && !IsAwaited(ops[(position + 1)..], op.Dma);
            yield return new(op.Kind, op.Iova, op.LastIova, op.Page, op.Device, op.Dma, ordinal, lastAwait);
        }
    }

    private static bool IsAwaited(ImmutableArray<GuestOp> ops, int dma) => ops.Any(op => op.Kind == GuestOpKind.Await && op.Dma == dma);
}
