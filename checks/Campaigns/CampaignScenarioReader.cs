using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Campaigns;

/// <summary>
/// Reads the scenarios of a campaign. A part is a name of the catalogue, or is written inline as on the command line, or as an
/// object with one entry as in saved schedules.
/// </summary>
internal sealed class CampaignScenarioReader(Catalogue catalogue, TestPlan budget, IReadOnlyList<TestPlan> plans)
{
    private const string DefaultHardware = "vtd", DefaultQuery = "clear-flush", DefaultEnable = "linux", AlwaysOn = "always-on";

    private static readonly string[] Keys =
    [
        "software", "hardware", "iotlb", "enable", "query", "finalQuery", "unmap", "bigLock", "copyOrder", "enumerate", "guest", "pages", "devices",
        "rounds", "observer", "properties", "expected", "strategies", "source", .. Budgets.Keys,
    ];

    public CampaignScenario Read(JsonFile file, JProperty property)
    {
        var entry = new JsonEntry(file, property, "scenario", Keys);
        Scenario scenario = ReadScenario(entry);
        if (scenario.FindError() is { } error) throw entry.Wrong($"scenario '{entry.Name}': {error}");

        entry.Line("source");
        PropertySet judged = entry.Find("properties") is { } properties ? ReadProperties(file, properties, "properties") : PropertySet.All;
        TestPlan own = Budgets.Read(entry, budget);
        bool hasOwn = entry.Find("strategies") is not null || own != budget;
        return new(
            entry.Name, scenario, judged, ReadExpected(entry, judged), hasOwn ? PlansOf(entry, own) : plans, entry.LineNumber);
    }

    // The strategies may be the file's, but what the scenario says of its budget counts for them too.
    private IReadOnlyList<TestPlan> PlansOf(JsonEntry entry, TestPlan own) => entry.Find("strategies") is not null
        ? PlanReader.Read(entry, own)
        : [.. plans.Select(plan => Budgets.Read(entry, plan))];

    private Scenario ReadScenario(JsonEntry entry)
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

    private static PropertySet ReadExpected(JsonEntry entry, PropertySet judged)
    {
        const string Shape = "\"holds\", or { \"violated\": [properties] }";
        JToken value = entry.Require("expected", Shape);
        if (value is not JObject)
        {
            string word = entry.File.TextOf(value, $"{Shape} as 'expected'");
            return word == "holds" ? default : throw entry.File.Wrong(value, $"unknown verdict '{word}'; expected {Shape}");
        }

        var verdict = new JsonEntry(entry.File, value, "expected verdict", entry.Name, ["violated"]);
        JToken properties = verdict.Require("violated", "a list of properties");
        PropertySet expected = ReadProperties(entry.File, properties, "violated");
        Property[] strangers = [.. expected.Except(judged).Items()];
        return strangers.Length == 0
            ? expected
            : throw entry.File.Wrong(properties, $"'{Words.Of(strangers[0])}' is expected to be violated, but 'properties' leaves it out");
    }

    private static PropertySet ReadProperties(JsonFile file, JToken value, string key)
    {
        string shape = $"a list of properties as '{key}'";
        if (value is not JArray list) throw file.WrongType(value, shape);
        if (list.Count == 0) throw file.Wrong(value, "there is no property; expected at least one");
        return PropertySet.Of([.. list.Select(item => ReadProperty(file, item))]);
    }

    private static Property ReadProperty(JsonFile file, JToken item)
    {
        string word = file.TextOf(item, "the name of a property");
        return Words.TryParse(word, out Property property)
            ? property
            : throw file.Wrong(item, NearestName.Unknown("property", word, Words.All<Property>()));
    }
}
