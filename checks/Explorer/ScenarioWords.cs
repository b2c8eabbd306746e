using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Explorer;

/// <summary>
/// A scenario in as few words as an address should have: a part is the name of the catalogue's entry where it is the same, its text
/// where it goes by that, and an object otherwise. <see cref="NamedScenarioReader"/> reads this form.
/// </summary>
internal static class ScenarioWords
{
    public static JObject Write(Scenario scenario, Catalogue catalogue)
    {
        Protocol protocol = scenario.Protocol;
        JObject written = ScenarioJson.Write(scenario);
        Shorten(written, "hardware", catalogue.Hardware, ScenarioJson.Write, text: null);
        Shorten(written, "enable", catalogue.Enable, ScenarioJson.Write, protocol.Enable.Text);
        Shorten(written, "query", catalogue.Query, ScenarioJson.Write, protocol.Query.Text);
        Shorten(written, "unmap", catalogue.Unmap, ScenarioJson.Write, protocol.Unmap.Text);
        Shorten(written, "guest", catalogue.Guests, ScenarioJson.Write, scenario.Guest.Text);
        if (protocol.FinalQuery is { } final) Shorten(written, "finalQuery", catalogue.Query, ScenarioJson.Write, final.Text);
        else written.Remove("finalQuery");
        return written;
    }

    private static void Shorten<TEntry>(JObject scenario, string key, CatalogueSection<TEntry> section, Func<TEntry, JObject> write, string? text)
    {
        JProperty part = ((JObject)scenario[key]!).Properties().Single();
        bool isEntry = section.Names.Contains(part.Name) && JToken.DeepEquals(write(section[part.Name]), part.Value);
        if (isEntry || part.Name == text) scenario[key] = part.Name;
    }
}
