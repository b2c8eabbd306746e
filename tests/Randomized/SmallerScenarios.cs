using System.Collections.Immutable;

namespace RaceModel.Tests;

/// <summary>Scenarios one step simpler than another: one operation, one primitive, one page, or one odd knob less.</summary>
internal static class SmallerScenarios
{
    public static IEnumerable<Scenario> Of(Scenario scenario) =>
        WithLessGuest(scenario).Concat(WithSmallerBounds(scenario)).Concat(WithLessSoftware(scenario)).Concat(WithPlainerHardware(scenario))
            .Where(smaller => smaller != scenario && smaller.FindError() is null);

    private static IEnumerable<Scenario> WithLessGuest(Scenario scenario)
    {
        ImmutableArray<GuestOp> ops = scenario.Guest.Ops;
        for (int index = 0; index < ops.Length && ops.Length > 1; index++)
            yield return scenario with { Guest = GuestText.Parse(string.Join("; ", ops.RemoveAt(index))) };
    }

    private static IEnumerable<Scenario> WithSmallerBounds(Scenario scenario) =>
    [
        scenario with { Pages = scenario.Pages - 1 },
        scenario with { Devices = scenario.Devices - 1 },
        scenario with { Rounds = scenario.Rounds - 1 },
        scenario with { Observer = Observer.Guest },
    ];

    private static IEnumerable<Scenario> WithLessSoftware(Scenario scenario)
    {
        Protocol protocol = scenario.Protocol;
        List<Protocol> smaller =
        [
            protocol with { FinalQuery = null },
            protocol with { BigLock = true },
            protocol with { CopyOrder = CopyOrder.ClearThenCopy },
            protocol with { Enumerate = Enumeration.Host },
            .. WithoutOne(protocol.Enable.Primitives).Select(rest => protocol with { Enable = CallOf(rest) }),
            .. WithoutOne(protocol.Query.Primitives).Select(rest => protocol with { Query = CallOf(rest) }),
            .. WithoutOne(protocol.Unmap.Calls).Where(rest => !rest.IsEmpty).Select(rest => protocol with { Unmap = UnmapOf(rest) }),
        ];
        ImmutableArray<ImmutableArray<Primitive>> calls = protocol.Unmap.Calls;
        for (int call = 0; call < calls.Length; call++)
            smaller.AddRange(WithoutOne(calls[call]).Select(rest => protocol with { Unmap = UnmapOf(calls.SetItem(call, rest)) }));

        return smaller.Where(changed => changed != protocol).Select(changed => scenario with { Protocol = changed });
    }

    private static IEnumerable<Scenario> WithPlainerHardware(Scenario scenario)
    {
        HardwareProfile hardware = scenario.Hardware, plain = new() { Name = hardware.Name };
        HardwareProfile[] plainer =
        [
            hardware with { Tracking = plain.Tracking },
            hardware with { NewMappingDirty = plain.NewMappingDirty },
            hardware with { DirtyUpdate = plain.DirtyUpdate },
            hardware with { Drain = plain.Drain },
            hardware with { Fault = plain.Fault },
            hardware with { Abort = plain.Abort },
            hardware with { IsolateAfter = plain.IsolateAfter },
            hardware with { Ats = plain.Ats },
            hardware with { Iotlb = plain.Iotlb },
        ];
        return plainer.Where(changed => changed != hardware).Select(changed => scenario with { Hardware = changed });
    }

    private static IEnumerable<ImmutableArray<T>> WithoutOne<T>(ImmutableArray<T> items) =>
        Enumerable.Range(0, items.Length).Select(items.RemoveAt);

    private static DriverCall CallOf(ImmutableArray<Primitive> primitives) => new(ProtocolText.Write(primitives), primitives);

    private static UnmapProtocol UnmapOf(ImmutableArray<ImmutableArray<Primitive>> calls)
    {
        var unmap = new UnmapProtocol("", calls);
        return unmap with { Name = unmap.Text };
    }
}
