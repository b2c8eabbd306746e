using System.Collections.Immutable;

namespace RaceModel;

/// <summary>What one instruction of a VMM thread does.</summary>
internal enum VmmOperation : byte
{
    /// <summary>Takes the lock for a whole unmap, and chooses which unmap it will be.</summary>
    EnterUnmap,
    Enter,
    EnterWhenQuiet,
    Walk,
    SetTracking,
    InvalidateIotlb,
    InvalidateDeviceTlb,
    Wait,

    /// <summary>Hands the report buffer over; keeps the lock.</summary>
    Return,
    ReturnAndUnlock,
    ReturnFromUnmap,
    ReturnFromEnable,
    CopyPages,
    Freeze,
    Stop,
    SwitchOver,
    SwitchOverWithoutMigration,
}

/// <summary>The kinds of call; they differ in which entries a walk visits and in whether a report counts.</summary>
internal enum CallKind : byte
{
    Unmap,
    Enable,
    Query,
}

/// <summary>An instruction of a VMM thread; a walk or a copy loop takes several steps.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Call">The call that it belongs to.</param>
/// <param name="Primitive">The primitive that it belongs to.</param>
/// <param name="LeavesOutLastPage">Whether it works on its range without the last page; if that leaves nothing, it has no step.</param>
internal readonly record struct VmmInstruction(
    VmmOperation Operation, CallKind Call = CallKind.Unmap, Primitive Primitive = default, bool LeavesOutLastPage = false);

/// <summary>Flattens a protocol into the instructions that each thread of the VMM runs.</summary>
internal static class VmmProgram
{
    /// <summary>The trap thread's second instruction begins the unmap of a VM that does not migrate.</summary>
    public const int PlainUnmapStart = 1;

    /// <summary>Where the protocol's own unmap begins in the trap thread's program.</summary>
    public static int ProtocolUnmapStart(Scenario scenario) => 1 + Body(UnmapProtocol.Plain, scenario).Length;

    /// <summary>Entry, plain unmap, protocol's unmap.</summary>
    public static ImmutableArray<VmmInstruction> OfTrapThread(Scenario scenario) =>
        [new(VmmOperation.EnterUnmap), .. Body(UnmapProtocol.Plain, scenario), .. Body(scenario.Protocol.Unmap, scenario)];

    /// <summary>Enable, first pass, rounds, freeze, last query, last pass, switch-over.</summary>
    public static ImmutableArray<VmmInstruction> OfMigrationThread(Scenario scenario)
    {
        Protocol protocol = scenario.Protocol;
        ImmutableArray<VmmInstruction> query = Query(protocol.Query, scenario, VmmOperation.Enter);
        return
        [
            new(VmmOperation.Enter),
            .. Primitives(protocol.Enable, CallKind.Enable, scenario),
            new(VmmOperation.ReturnFromEnable),
            new(VmmOperation.CopyPages),
            .. Enumerable.Repeat(query, scenario.Rounds).SelectMany(round => round),
            new(VmmOperation.Freeze),
            new(VmmOperation.Stop),
            .. Query(protocol.FinalQuery ?? protocol.Query, scenario, VmmOperation.EnterWhenQuiet),
            new(VmmOperation.SwitchOver),
        ];
    }

    /// <summary>The run without migration: the VM stops and goes on elsewhere with the same memory.</summary>
    public static ImmutableArray<VmmInstruction> WithoutMigration { get; } =
        [new(VmmOperation.Freeze), new(VmmOperation.Stop), new(VmmOperation.SwitchOverWithoutMigration)];

    private static ImmutableArray<VmmInstruction> Query(DriverCall query, Scenario scenario, VmmOperation enter) =>
    [
        new(enter),
        .. Primitives(query, CallKind.Query, scenario),
        new(VmmOperation.ReturnAndUnlock, CallKind.Query),
        new(VmmOperation.CopyPages),
    ];

    /// <summary>All calls of an unmap after its first entry.</summary>
    private static ImmutableArray<VmmInstruction> Body(UnmapProtocol unmap, Scenario scenario)
    {
        ImmutableArray<VmmInstruction>.Builder body = ImmutableArray.CreateBuilder<VmmInstruction>();
        bool bigLock = scenario.Protocol.BigLock;
        int? shortened = unmap.ShortenedPrimitive;
        for (int call = 0; call < unmap.Calls.Length; call++)
        {
            if (call > 0 && !bigLock) body.Add(new(VmmOperation.Enter));
            body.AddRange(Primitives(unmap.Calls[call], shortened, CallKind.Unmap, scenario));
            shortened -= unmap.Calls[call].Length;
            bool last = call == unmap.Calls.Length - 1;
            body.Add(new(last ? VmmOperation.ReturnFromUnmap : bigLock ? VmmOperation.Return : VmmOperation.ReturnAndUnlock));
        }

        return body.ToImmutable();
    }

    private static IEnumerable<VmmInstruction> Primitives(DriverCall driverCall, CallKind call, Scenario scenario) =>
        Primitives(driverCall.Primitives, driverCall.ShortenedPrimitive, call, scenario);

    private static IEnumerable<VmmInstruction> Primitives(ImmutableArray<Primitive> primitives, int? shortened, CallKind call, Scenario scenario) =>
        primitives.SelectMany((primitive, index) => OperationsOf(primitive, scenario.Hardware)
            .Select(operation => new VmmInstruction(operation, call, primitive, LeavesOutLastPage: index == shortened)));

    private static IEnumerable<VmmOperation> OperationsOf(Primitive primitive, HardwareProfile hardware)
    {
        if (primitive.Walks()) yield return VmmOperation.Walk;
        if (primitive == Primitive.SetTracking) yield return VmmOperation.SetTracking;
        if (!primitive.Invalidates()) yield break;

        yield return VmmOperation.InvalidateIotlb;
        if (hardware.Ats && primitive != Primitive.FlushIotlb) yield return VmmOperation.InvalidateDeviceTlb;
        if (primitive.Waits()) yield return VmmOperation.Wait;
    }
}
