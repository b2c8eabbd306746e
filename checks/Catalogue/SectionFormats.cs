using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaceModel.Checks.Catalogues;

/// <summary>The formats of all sections. What an entry leaves out is as the model's own types have it.</summary>
internal static class SectionFormats
{
    public static SectionFormat<HardwareProfile> Hardware { get; } = new(
        "hardware",
        "hardware profile",
        ["tracking", "newMappingDirty", "dirtyUpdate", "drain", "fault", "abort", "isolateAfter", "ats", "iotlb", "source"],
        (entry, _) => ReadHardware(entry));

    public static SectionFormat<DriverCall> Enable { get; } = Calls("enable", "enable call");

    public static SectionFormat<DriverCall> Query { get; } = Calls("query", "query");

    public static SectionFormat<UnmapProtocol> Unmap { get; } = new(
        "unmap", "unmap protocol", ["calls", "source"], (entry, _) => ReadUnmap(entry));

    public static SectionFormat<GuestProgram> Guests { get; } = new(
        "guests", "guest program", ["program", "source"], (entry, _) => ReadGuest(entry));

    public static SectionFormat<SoftwareRow> Software { get; } = new(
        "software",
        "software row",
        ["hardware", "enable", "query", "finalQuery", "unmap", "bigLock", "copyOrder", "enumerate", "source"],
        ReadSoftware);

    private static SectionFormat<DriverCall> Calls(string section, string kind) =>
        new(section, kind, ["primitives", "source"], (entry, _) => ReadCall(entry));

    private static HardwareProfile ReadHardware(JsonEntry entry)
    {
        var otherwise = new HardwareProfile { Name = entry.Name };
        return otherwise with
        {
            Tracking = entry.Word("tracking", otherwise.Tracking),
            NewMappingDirty = entry.Flag("newMappingDirty", otherwise.NewMappingDirty),
            DirtyUpdate = entry.Word("dirtyUpdate", otherwise.DirtyUpdate),
            Drain = entry.Word("drain", otherwise.Drain),
            Fault = entry.Word("fault", otherwise.Fault),
            Abort = entry.Word("abort", otherwise.Abort),
            IsolateAfter = entry.Number("isolateAfter", StateLayout.MaxDmas, otherwise.IsolateAfter),
            Ats = entry.Flag("ats", otherwise.Ats),
            Iotlb = entry.Word("iotlb", otherwise.Iotlb),
            Source = entry.Line("source"),
        };
    }

    private static DriverCall ReadCall(JsonEntry entry)
    {
        const string Expected = "a list of primitives as 'primitives'";
        JToken primitives = entry.Require("primitives", Expected);
        var call = new DriverCall(entry.Name, ReadPrimitives(entry, primitives, Expected), entry.Line("source"));
        return EntryBounds.FindError(call) is { } error ? throw entry.File.Wrong(primitives, error) : call;
    }

    private static UnmapProtocol ReadUnmap(JsonEntry entry)
    {
        const string Expected = "a list of calls, each a list of primitives, as 'calls'";
        JToken calls = entry.Require("calls", Expected);
        if (calls is not JArray list) throw entry.File.WrongType(calls, Expected);
        var unmap = new UnmapProtocol(
            entry.Name,
            [.. list.Select(call => ReadPrimitives(entry, call, "a list of primitives as a call"))],
            entry.Line("source"));
        return EntryBounds.FindError(unmap) is { } error ? throw entry.File.Wrong(calls, error) : unmap;
    }

    private static ImmutableArray<Primitive> ReadPrimitives(JsonEntry entry, JToken primitives, string expected)
    {
        if (primitives is not JArray list) throw entry.File.WrongType(primitives, expected);
        return [.. list.Select(item => ReadPrimitive(entry, item))];
    }

    private static Primitive ReadPrimitive(JsonEntry entry, JToken item)
    {
        string word = entry.File.TextOf(item, "the word of a primitive");
        return Words.TryParse(word, out Primitive primitive)
            ? primitive
            : throw entry.File.Wrong(item, NearestName.Unknown("primitive", word, Words.All<Primitive>()));
    }

    private static GuestProgram ReadGuest(JsonEntry entry)
    {
        const string Expected = "operations separated by semicolons, such as \"dma 0; unmap 0\", as 'program'";
        JToken program = entry.Require("program", Expected);
        string text = entry.File.TextOf(program, Expected);
        try
        {
            GuestProgram guest = GuestText.Parse(text) with { Name = entry.Name, Source = entry.Line("source") };
            return EntryBounds.FindError(guest) is { } error ? throw entry.File.Wrong(program, error) : guest;
        }
        catch (ModelSyntaxException e)
        {
            throw entry.File.WrongInside(program, e.Column - 1, $"program {JsonConvert.ToString(text)}: {e.Message}");
        }
    }

    private static SoftwareRow ReadSoftware(JsonEntry entry, Catalogue known)
    {
        var protocol = new Protocol
        {
            Enable = entry.Reference("enable", known.Enable),
            Query = entry.Reference("query", known.Query),
            FinalQuery = entry.OptionalReference("finalQuery", known.Query),
            Unmap = entry.Reference("unmap", known.Unmap),
        };
        protocol = protocol with
        {
            BigLock = entry.Flag("bigLock", protocol.BigLock),
            CopyOrder = entry.Word("copyOrder", protocol.CopyOrder),
            Enumerate = entry.Word("enumerate", protocol.Enumerate),
        };
        var row = new SoftwareRow(entry.Name, entry.Reference("hardware", known.Hardware), protocol, entry.Line("source"));
        return EntryBounds.FindError(row) is { } error ? throw entry.Wrong(error) : row;
    }
}
