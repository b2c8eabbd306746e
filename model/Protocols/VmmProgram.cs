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
internal readonly record struct VmmInstruction(VmmOperation Operation, CallKind Call = CallKind.Unmap, Primitive Primitive = default);

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
            .. Primitives(protocol.Enable.Primitives, CallKind.Enable, scenario),
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
        .. Primitives(query.Primitives, CallKind.Query, scenario),
        new(VmmOperation.ReturnAndUnlock, CallKind.Query),
        new(VmmOperation.CopyPages),
    ];

    /// <summary>All calls of an unmap after its first entry.</summary>
    private static ImmutableArray<VmmInstruction> Body(UnmapProtocol unmap, Scenario scenario)
    {
        ImmutableArray<VmmInstruction>.Builder body = ImmutableArray.CreateBuilder<VmmInstruction>();
        bool bigLock = scenario.Protocol.BigLock;
        for (int call = 0; call < unmap.Calls.Length; call++)
        {
            if (call > 0 && !bigLock) body.Add(new(VmmOperation.Enter));
            body.AddRange(Primitives(unmap.Calls[call], CallKind.Unmap, scenario));
            bool last = call == unmap.Calls.Length - 1;
            body.Add(new(last ? VmmOperation.ReturnFromUnmap : bigLock ? VmmOperation.Return : VmmOperation.ReturnAndUnlock));
        }

        return body.ToImmutable();
    }

    private static IEnumerable<VmmInstruction> Primitives(ImmutableArray<Primitive> primitives, CallKind call, Scenario scenario)
    {
        foreach (Primitive primitive in primitives)
        {
            if (primitive.Walks())
            {
                yield return new(VmmOperation.Walk, call, primitive);
                continue;
            }

            if (primitive == Primitive.SetTracking) yield return new(VmmOperation.SetTracking, call, primitive);
            if (!primitive.Invalidates()) continue;

            yield return new(VmmOperation.InvalidateIotlb, call, primitive);
            if (scenario.Hardware.Ats && primitive != Primitive.FlushIotlb) yield return new(VmmOperation.InvalidateDeviceTlb, call, primitive);
            if (primitive.Waits()) yield return new(VmmOperation.Wait, call, primitive);
        }
    }
}
