using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Counterexamples;

/// <summary>Schedules as JSON files; their form is fixed by <c>schedule.schema.json</c>.</summary>
internal static class ScheduleJson
{
    public static string Write(Schedule schedule)
    {
        var document = new JObject
        {
            ["modelVersion"] = schedule.ModelVersion,
            ["scenario"] = ScenarioJson.Write(schedule.Scenario),
            ["property"] = schedule.Violated is { } property ? Words.Of(property) : null,
            ["steps"] = new JArray(schedule.Steps),
        };
        return document.ToString().ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Reads a schedule.</summary>
    /// <exception cref="InputException">The file cannot be read, or something in it is wrong.</exception>
    public static Schedule ReadFile(string path) => Read(JsonFile.Parse(path, InputFile.ReadText(path, "a schedule (JSON)")));

    /// <summary>Reads a schedule.</summary>
    /// <exception cref="InputException">Something in it is wrong.</exception>
    public static Schedule Read(JsonFile file)
    {
        JObject document = file.ObjectOf(file.Root, "a schedule", "key", ["$schema", "modelVersion", "scenario", "property", "steps"]);
        JToken steps = Require(file, document, "steps", "a list of steps");
        return new(
            ScenarioReader.Read(file, Require(file, document, "scenario", "a scenario")),
            file.TextOf(Require(file, document, "modelVersion", "a model's version"), "a model's version"),
            ReadProperty(file, document),
            steps is JArray list ? [.. list.Select(step => file.TextOf(step, "a step's name"))] : throw file.WrongType(steps, "a list of steps"));
    }

    private static JToken Require(JsonFile file, JObject document, string key, string expected) =>
        document[key] ?? throw file.Wrong(document, $"the schedule has no key '{key}'; expected {expected}");

    private static Property? ReadProperty(JsonFile file, JObject document)
    {
        JToken value = Require(file, document, "property", "a property, or null");
        if (value.Type == JTokenType.Null) return null;

        string word = file.TextOf(value, "a property, or null");
        return Words.TryParse(word, out Property property)
            ? property
            : throw file.Wrong(value, NearestName.Unknown("property", word, Words.All<Property>()));
    }
}
