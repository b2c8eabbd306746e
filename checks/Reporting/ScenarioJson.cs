using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Reporting;

/// <summary>
/// A scenario as JSON, complete: it can be read back without the catalogue that it was named from. Each part stands under its name,
/// in the form of a catalogue entry.
/// </summary>
internal static class ScenarioJson
{
    public static JObject Write(Scenario scenario)
    {
        Protocol protocol = scenario.Protocol;
        return new()
        {
            ["hardware"] = new JObject { [scenario.Hardware.Name] = Write(scenario.Hardware) },
            ["enable"] = new JObject { [protocol.Enable.Name] = Write(protocol.Enable) },
            ["query"] = new JObject { [protocol.Query.Name] = Write(protocol.Query) },
            ["finalQuery"] = protocol.FinalQuery is { } final ? new JObject { [final.Name] = Write(final) } : null,
            ["unmap"] = new JObject { [protocol.Unmap.Name] = Write(protocol.Unmap) },
            ["bigLock"] = protocol.BigLock,
            ["copyOrder"] = Words.Of(protocol.CopyOrder),
            ["enumerate"] = Words.Of(protocol.Enumerate),
            ["guest"] = new JObject { [scenario.Guest.Name] = Write(scenario.Guest) },
            ["pages"] = scenario.Pages,
            ["devices"] = scenario.Devices,
            ["rounds"] = scenario.Rounds,
            ["observer"] = Words.Of(scenario.Observer),
        };
    }

    public static JObject Write(HardwareProfile hardware) => new()
    {
        ["tracking"] = Words.Of(hardware.Tracking),
        ["newMappingDirty"] = hardware.NewMappingDirty,
        ["dirtyUpdate"] = Words.Of(hardware.DirtyUpdate),
        ["drain"] = Words.Of(hardware.Drain),
        ["fault"] = Words.Of(hardware.Fault),
        ["abort"] = Words.Of(hardware.Abort),
        ["isolateAfter"] = hardware.IsolateAfter,
        ["ats"] = hardware.Ats,
        ["iotlb"] = Words.Of(hardware.Iotlb),
    };

    public static JObject Write(DriverCall call) => WithShortened(new() { ["primitives"] = Write(call.Primitives) }, call.ShortenedPrimitive);

    public static JObject Write(UnmapProtocol unmap) => WithShortened(new() { ["calls"] = new JArray(unmap.Calls.Select(Write)) }, unmap.ShortenedPrimitive);

    public static JObject Write(GuestProgram guest) => new() { ["program"] = guest.Text };

    private static JObject WithShortened(JObject part, int? primitive)
    {
        if (primitive is { } index) part[SavedProtocolFormats.ShortenedKey] = index + 1;
        return part;
    }

    private static JArray Write(ImmutableArray<Primitive> primitives) => new(primitives.Select(Words.Of));
}
