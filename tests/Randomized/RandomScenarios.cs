using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Tests;

/// <summary>
/// Scenarios at random: every knob of the hardware, any primitive anywhere, any guest; half of the calls and unmaps are shipped
/// ones, which lead to longer and more sensible runs than random primitives do.
/// </summary>
internal static class RandomScenarios
{
    private const int LongestGuest = 5;

    private static Gen<HardwareProfile> Hardware { get; } =
        from tracking in Member<DirtyTracking>()
        from newMappingDirty in Flag
        from dirtyUpdate in Member<DirtyUpdate>()
        from drain in Member<InvalidationDrain>()
        from fault in Member<FaultHandling>()
        from abort in Member<AbortVisibility>()
        from isolateAfter in Gen.Elements(0, 0, 1, 2)
        from ats in Gen.Elements(false, false, true)
        from iotlb in Member<IotlbStart>()
        select new HardwareProfile
        {
            Name = "random",
            Tracking = tracking,
            NewMappingDirty = newMappingDirty,
            DirtyUpdate = dirtyUpdate,
            Drain = drain,
            Fault = fault,
            Abort = abort,
            IsolateAfter = isolateAfter,
            Ats = ats,
            Iotlb = iotlb,
        };

    private static Gen<Protocol> Software { get; } =
        from enable in Gen.OneOf(Name(ShippedEntries.EnableNames).Select(ShippedEntries.Enable), Call(0, 3))
        from query in Query
        from finalQuery in Gen.OneOf(Gen.Constant<DriverCall?>(null), Gen.Constant<DriverCall?>(null), Query.Select(call => (DriverCall?)call))
        from unmap in Gen.OneOf(Name(ShippedEntries.UnmapNames).Select(ShippedEntries.Unmap), Unmap)
        from bigLock in Flag
        from copyOrder in Member<CopyOrder>()
        from enumerate in Member<Enumeration>()
        select new Protocol
        {
            Enable = enable,
            Query = query,
            FinalQuery = finalQuery,
            Unmap = unmap,
            BigLock = bigLock,
            CopyOrder = copyOrder,
            Enumerate = enumerate,
        };

    public static Gen<Scenario> All { get; } =
        from hardware in Hardware
        from protocol in Software
        from pages in Gen.Elements(1, 2, 2, 3)
        from devices in Gen.Elements(1, 1, 2)
        from rounds in Gen.Elements(0, 1, 1, 2)
        from observer in Member<Observer>()
        from guest in Guest(pages, devices)
        select new Scenario
        {
            Hardware = hardware,
            Protocol = protocol,
            Guest = guest,
            Pages = pages,
            Devices = devices,
            Rounds = rounds,
            Observer = observer,
        };

    /// <summary>Scenarios in which some primitive of the protocol, if it has one with a range, leaves out the last page of that.</summary>
    public static Gen<Scenario> WithShortenedRange { get; } =
        from scenario in All
        from part in Member<ProtocolPart>()
        from chosen in Gen.Choose(0, 99)
        select scenario with { Protocol = Shorten(scenario.Protocol, part, chosen) };

    private static Protocol Shorten(Protocol protocol, ProtocolPart part, int chosen)
    {
        Candidate candidate = protocol.CandidateOf(part);
        int[] withRange = [.. candidate.Calls.SelectMany(call => call).Select((primitive, index) => (primitive, index))
            .Where(each => each.primitive.HasRange()).Select(each => each.index)];
        return withRange.Length == 0 ? protocol : protocol.With(part, new Candidate(candidate.Calls, withRange[chosen % withRange.Length]));
    }

    private static Gen<bool> Flag => Gen.Elements(false, true);

    private static Gen<DriverCall> Query => Gen.OneOf(Name(ShippedEntries.QueryNames).Select(ShippedEntries.Query), Call(0, 3));

    private static Gen<UnmapProtocol> Unmap =>
        from calls in Gen.ListOf(Primitives(0, 4), 2)
        from count in Gen.Choose(1, calls.Count)
        let chosen = new UnmapProtocol("", [.. calls.Take(count)])
        select chosen with { Name = chosen.Text };

    private static Gen<DriverCall> Call(int fewest, int most) =>
        Primitives(fewest, most).Select(primitives => new DriverCall(ProtocolText.Write(primitives), primitives));

    private static Gen<ImmutableArray<Primitive>> Primitives(int fewest, int most) =>
        from count in Gen.Choose(fewest, most)
        from primitives in Gen.ListOf(Member<Primitive>(), count)
        select primitives.ToImmutableArray();

    private static Gen<GuestProgram> Guest(int pages, int devices) =>
        from count in Gen.Choose(1, LongestGuest)
        from ops in Gen.ListOf(Op(pages, devices), count)
        select GuestText.Parse(string.Join("; ", WithAwaitsOfPostedRequests(ops)));

    private static Gen<string> Op(int pages, int devices) =>
        from page in Gen.Choose(0, pages - 1)
        from last in Gen.Choose(page, pages - 1)
        from other in Gen.Choose(0, pages - 1)
        from device in Gen.Choose(0, devices - 1)
        from op in Gen.Frequency(
            (6, Gen.Constant($"dma {page} {device}")),
            (2, Gen.Constant($"dmar {page} {device}")),
            (3, Gen.Constant($"await {other + 1}")),
            (4, Gen.Constant(last == page ? $"unmap {page}" : $"unmap {page}-{last}")),
            (2, Gen.Constant($"map {page} {other}")),
            (2, Gen.Constant($"load {page}")),
            (1, Gen.Constant($"clear {page}")))
        select op;

    /// <summary>A guest may only await what it posts somewhere.</summary>
    private static IEnumerable<string> WithAwaitsOfPostedRequests(IList<string> ops)
    {
        int posted = ops.Count(op => op.StartsWith("dma", StringComparison.Ordinal));
        return ops.Where(op => !op.StartsWith("await", StringComparison.Ordinal) || op[^1] - '0' <= posted);
    }

    private static Gen<string> Name(IEnumerable<string> names) => Gen.Elements(names);

    private static Gen<TEnum> Member<TEnum>() where TEnum : struct, Enum => Gen.Elements(Enum.GetValues<TEnum>());
}
