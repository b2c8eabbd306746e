using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Counterexamples;

/// <summary>Reads a scenario that was written out in full, with the readers of the catalogue.</summary>
internal static class ScenarioReader
{
    private static readonly string[] Keys =
    [
        "hardware", "enable", "query", "finalQuery", "unmap", "bigLock", "copyOrder", "enumerate", "guest", "pages", "devices", "rounds", "observer",
    ];

    /// <exception cref="InputException">Something in the scenario is wrong, or it is out of bounds.</exception>
    public static Scenario Read(JsonFile file, JToken value)
    {
        JProperty holder = (JProperty)value.Parent!;
        var entry = new JsonEntry(file, holder, "scenario", Keys);
        var scenario = new Scenario
        {
            Hardware = ReadPart(entry, "hardware", SectionFormats.Hardware),
            Protocol = new()
            {
                Enable = ReadPart(entry, "enable", SavedProtocolFormats.Enable),
                Query = ReadPart(entry, "query", SavedProtocolFormats.Query),
                FinalQuery = entry.Require("finalQuery", "a query, or null").Type == JTokenType.Null ? null : ReadPart(entry, "finalQuery", SavedProtocolFormats.Query),
                Unmap = ReadPart(entry, "unmap", SavedProtocolFormats.Unmap),
                BigLock = entry.Flag("bigLock", otherwise: true),
                CopyOrder = entry.Word("copyOrder", CopyOrder.ClearThenCopy),
                Enumerate = entry.Word("enumerate", Enumeration.Host),
            },
            Guest = ReadPart(entry, "guest", SectionFormats.Guests),
            Pages = entry.Number("pages", StateLayout.MaxPages, otherwise: 2),
            Devices = entry.Number("devices", StateLayout.MaxDevices, otherwise: 1),
            Rounds = entry.Number("rounds", StateLayout.MaxRounds, otherwise: 1),
            Observer = entry.Word("observer", Observer.Guest),
        };
        return scenario.FindError() is { } error ? throw file.Wrong(holder, error) : scenario;
    }

    internal static TPart ReadPart<TPart>(JsonEntry scenario, string key, SectionFormat<TPart> format)
    {
        string expected = $"an object with one {format.Kind} under its name as '{key}'";
        JToken value = scenario.Require(key, expected);
        JObject part = scenario.File.ObjectOf(value, expected);
        return part.Count == 1
            ? format.Read(new JsonEntry(scenario.File, part.Properties().Single(), format.Kind, format.Keys), Catalogue.Shipped)
            : throw scenario.File.WrongType(value, expected);
    }
}
