using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Campaigns;

/// <summary>Reads the scenarios of a campaign.</summary>
internal sealed class CampaignScenarioReader(Catalogue catalogue, TestPlan budget, IReadOnlyList<TestPlan> plans)
{
    private static readonly string[] Keys = [.. NamedScenarioReader.Keys, "properties", "expected", "strategies", "source", .. Budgets.Keys];

    private readonly NamedScenarioReader _scenarios = new(catalogue);

    public CampaignScenario Read(JsonFile file, JProperty property)
    {
        if (string.IsNullOrWhiteSpace(property.Name)) throw file.Wrong(property, "the scenario has no name; expected one that reports can show");
        var entry = new JsonEntry(file, property, "scenario", Keys);
        Scenario scenario = _scenarios.Read(entry);
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
