using System.Collections.Immutable;

namespace RaceModel.Tests.Reference;

/// <summary>Between the checker's types and the reference's plain words.</summary>
internal static class ReferenceTranslation
{
    /// <summary>Its verdicts as <see cref="VerdictText"/> writes them.</summary>
    public static string VerdictsOf(ReferenceResult result)
    {
        IEnumerable<string> words = Enum.GetValues<Property>()
            .Where(property => result.Violated.ContainsKey(Words.Of(property)))
            .Select(property => $"{property.Abbreviation()}{result.Violated[Words.Of(property)]}");
        return result.Violated.Count == 0 ? "-" : string.Join(' ', words);
    }

    /// <summary>A scenario in the words of the reference.</summary>
    public static ReferenceScenario Of(Scenario scenario) => new()
    {
        Hardware = new()
        {
            Tracking = Words.Of(scenario.Hardware.Tracking),
            NewMappingDirty = scenario.Hardware.NewMappingDirty,
            DirtyUpdate = Words.Of(scenario.Hardware.DirtyUpdate),
            Drain = Words.Of(scenario.Hardware.Drain),
            Fault = Words.Of(scenario.Hardware.Fault),
            Abort = Words.Of(scenario.Hardware.Abort),
            IsolateAfter = scenario.Hardware.IsolateAfter,
            Ats = scenario.Hardware.Ats,
            Iotlb = Words.Of(scenario.Hardware.Iotlb),
        },
        Enable = WordsOf(scenario.Protocol.Enable),
        Query = WordsOf(scenario.Protocol.Query),
        FinalQuery = scenario.Protocol.FinalQuery is { } call ? WordsOf(call) : null,
        Unmap = WordsOf(scenario.Protocol.Unmap),
        Guest = scenario.Guest.Text,
        Pages = scenario.Pages,
        Devices = scenario.Devices,
        Rounds = scenario.Rounds,
        BigLock = scenario.Protocol.BigLock,
        CopyOrder = Words.Of(scenario.Protocol.CopyOrder),
        Enumerate = Words.Of(scenario.Protocol.Enumerate),
        Observer = Words.Of(scenario.Observer),
    };

    private static string[] WordsOf(DriverCall call) => WordsOf(call.Primitives, call.ShortenedPrimitive);

    private static string[][] WordsOf(UnmapProtocol unmap) => [.. unmap.Calls.Select((call, number) =>
        WordsOf(call, unmap.ShortenedPrimitive - unmap.Calls.Take(number).Sum(earlier => earlier.Length)))];

    private static string[] WordsOf(ImmutableArray<Primitive> primitives, int? shortened) =>
        [.. primitives.Select((primitive, index) => Words.Of(primitive) + (index == shortened ? " (last page left out)" : ""))];
}
