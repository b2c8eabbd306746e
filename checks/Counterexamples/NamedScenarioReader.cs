using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Counterexamples;

/// <summary>
/// Reads a scenario from the keys of a JSON object. A part is a name of the catalogue, or is written inline as on the command line,
/// or as an object with one entry as in saved schedules.
/// </summary>
internal sealed class NamedScenarioReader(Catalogue catalogue)
{
    private const string DefaultHardware = "vtd", DefaultQuery = "clear-flush", DefaultEnable = "linux", AlwaysOn = "always-on";

    public static IReadOnlyList<string> Keys { get; } =
    [
        "software", "hardware", "iotlb", "enable", "query", "finalQuery", "unmap", "bigLock", "copyOrder", "enumerate", "guest", "pages", "devices",
        "rounds", "observer",
    ];

    /// <exception cref="InputException">Something in the scenario is wrong, or it is out of bounds.</exception>
    public Scenario Read(JsonEntry entry)
    {
        Scenario scenario = ReadParts(entry);
        return scenario.FindError() is { } error ? throw entry.Wrong($"scenario '{entry.Name}': {error}") : scenario;
    }

    private Scenario ReadParts(JsonEntry entry)
    {
        SoftwareRow? software = entry.OptionalReference("software", catalogue.Software);
        if (software is not null && entry.Find("hardware") is { } twice)
            throw entry.File.Wrong(twice, "'software' brings its own hardware; expected only one of them");
        HardwareProfile hardware = software?.Hardware ?? Hardware(entry);
        return new()
        {
            Hardware = hardware with { Iotlb = entry.Word("iotlb", hardware.Iotlb) },
            Protocol = ReadProtocol(entry, software?.Protocol ?? DefaultProtocol(hardware), needsUnmap: software is null),
            Guest = Part(entry, "guest", catalogue.Guests, SectionFormats.Guests, text => text.Contains(' ', StringComparison.Ordinal), GuestText.Parse),
            Pages = entry.Number("pages", StateLayout.MaxPages, otherwise: 2),
            Devices = entry.Number("devices", StateLayout.MaxDevices, otherwise: 1),
            Rounds = entry.Number("rounds", StateLayout.MaxRounds, otherwise: 1),
            Observer = entry.Word("observer", Observer.Guest),
        };
    }

    private Protocol ReadProtocol(JsonEntry entry, Protocol otherwise, bool needsUnmap) => otherwise with
    {
        Enable = Call(entry, "enable", catalogue.Enable, SectionFormats.Enable) ?? otherwise.Enable,
        Query = Call(entry, "query", catalogue.Query, SectionFormats.Query) ?? otherwise.Query,
        FinalQuery = Call(entry, "finalQuery", catalogue.Query, SectionFormats.Query) ?? otherwise.FinalQuery,
        Unmap = needsUnmap || entry.Find("unmap") is not null
            ? Part(entry, "unmap", catalogue.Unmap, SectionFormats.Unmap, IsCall, ProtocolText.ParseUnmap)
            : otherwise.Unmap,
        BigLock = entry.Flag("bigLock", otherwise.BigLock),
        CopyOrder = entry.Word("copyOrder", otherwise.CopyOrder),
        Enumerate = entry.Word("enumerate", otherwise.Enumerate),
    };

    private static DriverCall? Call(JsonEntry entry, string key, CatalogueSection<DriverCall> section, SectionFormat<DriverCall> format) =>
        entry.Find(key) is null ? null : Part(entry, key, section, format, IsCall, ProtocolText.ParseCall);

    private HardwareProfile Hardware(JsonEntry entry) => entry.Find("hardware") is null
        ? catalogue.Hardware[DefaultHardware]
        : Part(entry, "hardware", catalogue.Hardware, SectionFormats.Hardware, _ => false, null);

    private Protocol DefaultProtocol(HardwareProfile hardware) => new()
    {
        Enable = catalogue.Enable[hardware.Tracking == DirtyTracking.Always ? AlwaysOn : DefaultEnable],
        Query = catalogue.Query[DefaultQuery],
        Unmap = UnmapProtocol.Plain,
    };

    private static bool IsCall(string text) => text.TrimStart().StartsWith('[');

    private static TPart Part<TPart>(
        JsonEntry entry, string key, CatalogueSection<TPart> section, SectionFormat<TPart> format, Func<string, bool> isInline, Func<string, TPart>? parse)
    {
        JToken value = entry.Require(key, $"the name of one {format.Kind}");
        if (value is JObject) return ScenarioReader.ReadPart(entry, key, format);

        string text = entry.File.TextOf(value, $"the name of one {format.Kind} as '{key}'");
        if (parse is null || !isInline(text)) return section.Find(text, entry.File.PlaceOf(value));
        try
        {
            return parse(text);
        }
        catch (ModelSyntaxException exception)
        {
            throw entry.File.WrongInside(value, exception.Column - 1, exception.Message);
        }
    }
}
