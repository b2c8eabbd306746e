using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Campaigns;

/// <summary>Reads campaigns from JSON; their form is fixed by <c>campaign.schema.json</c>.</summary>
internal static class CampaignFile
{
    /// <summary>The file that is read if none is named.</summary>
    public const string DefaultName = "Coyote.config.json";

    private const string Expected = "a campaign (JSON with scenarios and their expected verdicts)";
    private static readonly string[] OwnKeys = ["$schema", "catalogue", "seed", "strategies", "scenarios"];

    /// <exception cref="InputException">The file cannot be read, or something in it is wrong.</exception>
    public static Campaign Read(string path) => Parse(path, InputFile.ReadText(path, Expected));

    /// <param name="fileName">The file's name, for errors; catalogue files are looked up beside it.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="InputException">Something in the file is wrong.</exception>
    public static Campaign Parse(string fileName, string text)
    {
        JsonFile file = JsonFile.Parse(fileName, text);
        var root = new JsonEntry(file, file.Root, "campaign", Path.GetFileName(fileName), [.. OwnKeys, .. Budgets.Keys]);
        if (root.Find("$schema") is { } schema) file.TextOf(schema, "the place of the schema as '$schema'");

        // A timeout of the whole campaign is no timeout of each of its tests.
        TestPlan budget = Budgets.Read(root, new TestPlan()) with { Timeout = Timeout.InfiniteTimeSpan };
        var scenarios = new CampaignScenarioReader(ReadCatalogue(root, fileName), budget, PlanReader.Read(root, budget));
        return new()
        {
            FileName = fileName,
            Seed = root.Number("seed", int.MaxValue, otherwise: 1),
            Timeout = Budgets.Read(root, new TestPlan()).Timeout,
            Scenarios = ReadScenarios(root, scenarios),
        };
    }

    private static List<CampaignScenario> ReadScenarios(JsonEntry root, CampaignScenarioReader reader)
    {
        const string Shape = "an object with a key for each scenario as 'scenarios'";
        JObject scenarios = root.File.ObjectOf(root.Require("scenarios", Shape), Shape);
        return scenarios.Count > 0
            ? [.. scenarios.Properties().Select(property => reader.Read(root.File, property))]
            : throw root.File.Wrong(scenarios, "there is no scenario; expected at least one");
    }

    private static Catalogue ReadCatalogue(JsonEntry root, string fileName)
    {
        const string Shape = "a list of catalogue files as 'catalogue'";
        if (root.Find("catalogue") is not { } value) return Catalogue.Shipped;
        if (value is not JArray files) throw root.File.WrongType(value, Shape);
        string folder = Path.GetDirectoryName(fileName) ?? "";
        return files.Aggregate(Catalogue.Shipped, (known, file) => known.ReadFile(Existing(Path.Combine(folder, root.File.TextOf(file, Shape)), file)));

        string Existing(string path, JToken file) => File.Exists(path) ? path : throw root.File.Wrong(file, $"there is no catalogue file '{path}'");
    }
}
