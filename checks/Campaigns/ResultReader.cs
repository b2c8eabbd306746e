using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Reads result files, whole ones and those of interrupted campaigns.</summary>
internal sealed class ResultReader
{
    private const string Expected = "a result file of 'racemodel test' (JSON)";

    private static readonly string[] RootKeys =
        ["$schema", "modelVersion", "campaign", "fingerprint", "seed", "shard", "testCount", "verdict", "scenarios", "tests", "neverReached", "elapsedSeconds"];

    private static readonly string[] ScenarioKeys = ["line", "properties", "expected", "scenario"];

    private static readonly string[] TestKeys =
    [
        "number", "scenario", "plan", "verdict", "unexpected", "missing", "explored", "exhausted", "exhaustedPreemptions", "stopReason",
        "findings", "suspects", "coverage", "elapsedSeconds",
    ];

    private static readonly string[] FindingKeys = ["property", "execution", "stepsFound", "switchesFound", "switches", "steps", "schedule"];
    private static readonly string[] SuspectsKeys = ["count", "execution", "steps", "schedule"];
    private static readonly string[] CoverageKeys = ["rules", "unmapThread", "migrationThread", "exercised"];

    private readonly JsonFile _file;
    private readonly string _folder;
    private readonly string _modelVersion;

    private ResultReader(JsonFile file, string folder, string modelVersion) => (_file, _folder, _modelVersion) = (file, folder, modelVersion);

    /// <exception cref="InputException">The file cannot be read, or something in it is wrong.</exception>
    public static CampaignResult Read(string path)
    {
        JsonFile file = JsonFile.Parse(path, InputFile.ReadText(path, Expected));
        var root = new JsonEntry(file, file.Root, "result", Path.GetFileName(path), RootKeys);
        var reader = new ResultReader(file, Path.GetDirectoryName(path) ?? "", Text(root, "modelVersion"));
        return reader.Read(root);
    }

    private CampaignResult Read(JsonEntry root)
    {
        var scenarios = _file.ObjectOf(root.Require("scenarios", "an object"), "an object as 'scenarios'").Properties()
            .ToDictionary(property => property.Name, ReadScenario, StringComparer.Ordinal);
        return new()
        {
            ModelVersion = _modelVersion,
            FileName = Text(root, "campaign"),
            Fingerprint = Text(root, "fingerprint"),
            Seed = root.Number("seed", int.MaxValue, 0),
            Shard = ReadShard(root.Require("shard", "an object")),
            TestCount = root.Number("testCount", int.MaxValue, 0),
            Tests = [.. List(root, "tests").Select(test => ReadTest(test, scenarios))],
            Elapsed = Seconds(root),
        };
    }

    private Shard ReadShard(JToken value)
    {
        var entry = new JsonEntry(_file, value, "shard", "shard", ["index", "count"]);
        int index = entry.Number("index", int.MaxValue, 1), count = entry.Number("count", int.MaxValue, 1);
        return Shard.Parse($"{index}/{count}")
            ?? throw _file.Wrong(value, $"{index}/{count} is no part of a whole; expected an index from 1 to the count");
    }

    private CampaignScenario ReadScenario(JProperty property)
    {
        var entry = new JsonEntry(_file, property, "scenario", ScenarioKeys);
        return new(
            property.Name, ScenarioReader.Read(_file, entry.Require("scenario", "a scenario")), Properties(entry, "properties"),
            Properties(entry, "expected"), [], entry.Number("line", int.MaxValue, 1));
    }

    private TestResult ReadTest(JToken value, Dictionary<string, CampaignScenario> scenarios)
    {
        var entry = new JsonEntry(_file, value, "test", "tests", TestKeys);
        string name = Text(entry, "scenario");
        if (!scenarios.TryGetValue(name, out CampaignScenario? scenario)) throw entry.Wrong(NearestName.Unknown("scenario", name, scenarios.Keys));

        TestPlan plan = PlanJson.Read(_file, entry.Require("plan", "an object"));
        return new()
        {
            Test = new(entry.Number("number", int.MaxValue, 1) - 1, scenario, plan),
            Findings = [.. List(entry, "findings").Select(finding => ReadFinding(finding, scenario.Scenario))],
            Explored = Long(entry, "explored"),
            Coverage = ReadCoverage(entry.Require("coverage", "an object")),
            IsExhausted = entry.Flag("exhausted", otherwise: false),
            ExhaustedPreemptions = IsGiven(entry, "exhaustedPreemptions") ? entry.Number("exhaustedPreemptions", int.MaxValue, 0) : null,
            StopReason = IsGiven(entry, "stopReason") ? Text(entry, "stopReason") : null,
            Suspects = IsGiven(entry, "suspects") ? ReadSuspects(entry.Require("suspects", "an object")) : null,
            Elapsed = Seconds(entry),
        };
    }

    private Finding ReadFinding(JToken value, Scenario scenario)
    {
        var entry = new JsonEntry(_file, value, "finding", "findings", FindingKeys);
        Property property = Member<Property>(entry.Require("property", "a property"));
        return new()
        {
            Property = property,
            Schedule = new(scenario, _modelVersion, property, [.. List(entry, "steps").Select(step => _file.TextOf(step, "a step's name"))]),
            Switches = entry.Number("switches", int.MaxValue, 0),
            StepsFound = entry.Number("stepsFound", int.MaxValue, 0),
            SwitchesFound = entry.Number("switchesFound", int.MaxValue, 0),
            Execution = Long(entry, "execution"),
            File = Path.Combine(_folder, Text(entry, "schedule")),
        };
    }

    private Suspects ReadSuspects(JToken value)
    {
        var entry = new JsonEntry(_file, value, "suspects", "suspects", SuspectsKeys);
        string file = Path.Combine(_folder, Text(entry, "schedule"));
        return new(Long(entry, "count"), Long(entry, "execution"), entry.Number("steps", int.MaxValue, 0), file);
    }

    private Coverage ReadCoverage(JToken value)
    {
        var entry = new JsonEntry(_file, value, "coverage", "coverage", CoverageKeys);
        return Coverage.Of(
            List(entry, "rules").Select(Member<Rule>), Instructions(entry, "unmapThread"), Instructions(entry, "migrationThread"), Properties(entry, "exercised"));
    }

    private InstructionSet Instructions(JsonEntry entry, string key)
    {
        InstructionSet instructions = default;
        foreach (JToken item in List(entry, key))
        {
            if (item is not JValue { Value: long number and >= 0 and <= StateLayout.MaxInstructions }) throw _file.WrongType(item, "the number of an instruction");
            instructions.Add((int)number);
        }

        return instructions;
    }

    private PropertySet Properties(JsonEntry entry, string key) => PropertySet.Of([.. List(entry, key).Select(Member<Property>)]);

    private TEnum Member<TEnum>(JToken item) where TEnum : struct, Enum
    {
        string kind = typeof(TEnum).Name.ToLowerInvariant(), word = _file.TextOf(item, $"the name of a {kind}");
        return Words.TryParse(word, out TEnum member) ? member : throw _file.Wrong(item, NearestName.Unknown(kind, word, Words.All<TEnum>()));
    }

    private JArray List(JsonEntry entry, string key)
    {
        JToken value = entry.Require(key, "a list");
        return value as JArray ?? throw _file.WrongType(value, $"a list as '{key}'");
    }

    private long Long(JsonEntry entry, string key)
    {
        JToken value = entry.Require(key, "a number");
        return value is JValue { Value: long number and >= 0 } ? number : throw _file.WrongType(value, $"a whole number as '{key}'");
    }

    private static bool IsGiven(JsonEntry entry, string key) => entry.Find(key) is { Type: not JTokenType.Null };

    private static TimeSpan Seconds(JsonEntry entry)
    {
        JToken value = entry.Require("elapsedSeconds", "a number");
        return value.Type is JTokenType.Float or JTokenType.Integer
            ? TimeSpan.FromSeconds(value.Value<double>())
            : throw entry.File.WrongType(value, "a number as 'elapsedSeconds'");
    }

    private static string Text(JsonEntry entry, string key) => entry.File.TextOf(entry.Require(key, "text"), $"text as '{key}'");
}
