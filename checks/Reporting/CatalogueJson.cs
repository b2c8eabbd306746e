using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Reporting;

/// <summary>The catalogue as JSON, in the form of a catalogue file.</summary>
internal static class CatalogueJson
{
    public static JObject Write(Catalogue catalogue) => new()
    {
        ["hardware"] = Section(catalogue.Hardware, ScenarioJson.Write, entry => entry.Source),
        ["enable"] = Section(catalogue.Enable, ScenarioJson.Write, entry => entry.Source),
        ["query"] = Section(catalogue.Query, ScenarioJson.Write, entry => entry.Source),
        ["unmap"] = Section(catalogue.Unmap, ScenarioJson.Write, entry => entry.Source),
        ["guests"] = Section(catalogue.Guests, ScenarioJson.Write, entry => entry.Source),
        ["software"] = Section(catalogue.Software, Write, entry => entry.Source),
    };

    private static JObject Section<T>(CatalogueSection<T> entries, Func<T, JObject> write, Func<T, string> source)
    {
        var section = new JObject();
        foreach ((string name, T entry) in entries.Names.Zip(entries.Entries))
        {
            JObject written = write(entry);
            written["source"] = source(entry);
            section[name] = written;
        }

        return section;
    }

    private static JObject Write(SoftwareRow row)
    {
        var written = new JObject
        {
            ["hardware"] = row.Hardware.Name,
            ["enable"] = row.Protocol.Enable.Name,
            ["query"] = row.Protocol.Query.Name,
        };
        if (row.Protocol.FinalQuery is { } final) written["finalQuery"] = final.Name;
        written["unmap"] = row.Protocol.Unmap.Name;
        written["bigLock"] = row.Protocol.BigLock;
        written["copyOrder"] = Words.Of(row.Protocol.CopyOrder);
        written["enumerate"] = Words.Of(row.Protocol.Enumerate);
        return written;
    }
}
