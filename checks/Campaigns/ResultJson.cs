using Newtonsoft.Json.Linq;
using RaceModel.Checks.Reporting;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>A campaign's result as JSON; its form is fixed by <c>campaign-result.schema.json</c>. It can be read back without the campaign.</summary>
internal static class ResultJson
{
    /// <param name="result">The result.</param>
    /// <param name="pathOf">How the place of a saved schedule is written.</param>
    public static JObject Write(CampaignResult result, Func<string, string> pathOf) => new()
    {
        ["modelVersion"] = result.ModelVersion,
        ["campaign"] = result.FileName,
        ["fingerprint"] = result.Fingerprint,
        ["seed"] = result.Seed,
        ["shard"] = new JObject { ["index"] = result.Shard.Index, ["count"] = result.Shard.Count },
        ["testCount"] = result.TestCount,
        ["verdict"] = Words.Of(result.Verdict),
        ["scenarios"] = new JObject(Scenarios(result).Select(scenario => new JProperty(scenario.Name, Write(scenario)))),
        ["tests"] = new JArray(result.Tests.Select(test => Write(test, pathOf))),
        ["neverReached"] = Write(NeverReached.Of(result)),
        ["elapsedSeconds"] = Seconds(result.Elapsed),
    };

    private static IEnumerable<CampaignScenario> Scenarios(CampaignResult result) =>
        result.Tests.Select(test => test.Test.Scenario).DistinctBy(scenario => scenario.Name, StringComparer.Ordinal);

    private static JObject Write(CampaignScenario scenario) => new()
    {
        ["line"] = scenario.Line,
        ["properties"] = Write(scenario.Judged),
        ["expected"] = Write(scenario.Expected),
        ["scenario"] = ScenarioJson.Write(scenario.Scenario),
    };

    private static JObject Write(TestResult result, Func<string, string> pathOf) => new()
    {
        ["number"] = result.Test.Number + 1,
        ["scenario"] = result.Test.Scenario.Name,
        ["plan"] = PlanJson.Write(result.Test.Plan),
        ["verdict"] = Words.Of(result.Verdict),
        ["unexpected"] = Write(result.Unexpected),
        ["missing"] = Write(result.Missing),
        ["explored"] = result.Explored,
        ["exhausted"] = result.IsExhausted,
        ["exhaustedPreemptions"] = result.ExhaustedPreemptions,
        ["stopReason"] = result.StopReason,
        ["findings"] = new JArray(result.Findings.Select(finding => Write(finding, pathOf))),
        ["suspects"] = result.Suspects is { } suspects ? Write(suspects, pathOf) : null,
        ["coverage"] = Write(result.Coverage),
        ["elapsedSeconds"] = Seconds(result.Elapsed),
    };

    private static JObject Write(Finding finding, Func<string, string> pathOf) => new()
    {
        ["property"] = Words.Of(finding.Property),
        ["execution"] = finding.Execution,
        ["stepsFound"] = finding.StepsFound,
        ["switchesFound"] = finding.SwitchesFound,
        ["switches"] = finding.Switches,
        ["steps"] = new JArray(finding.Schedule.Steps),
        ["schedule"] = pathOf(finding.File),
    };

    private static JObject Write(Suspects suspects, Func<string, string> pathOf) => new()
    {
        ["count"] = suspects.Count,
        ["execution"] = suspects.Execution,
        ["steps"] = suspects.Steps,
        ["schedule"] = pathOf(suspects.File),
    };

    private static JObject Write(Coverage coverage) => new()
    {
        ["rules"] = new JArray(Enum.GetValues<Rule>().Where(rule => coverage.Has(rule)).Select(Words.Of)),
        ["unmapThread"] = Write(coverage.Trap),
        ["migrationThread"] = Write(coverage.Migration),
        ["exercised"] = Write(coverage.Exercised),
    };

    private static JArray Write(InstructionSet instructions) =>
        new(Enumerable.Range(0, StateLayout.MaxInstructions + 1).Where(number => instructions.Contains(number)));

    private static JObject Write(NeverReached never) => new()
    {
        ["rules"] = new JArray(never.Rules.Select(Words.Of)),
        ["properties"] = new JArray(never.Properties.Select(Words.Of)),
        ["scenarios"] = new JObject(never.Scenarios.Select(scenario => new JProperty(scenario.Name, new JObject
        {
            ["properties"] = new JArray(scenario.Properties.Select(Words.Of)),
            ["steps"] = new JArray(scenario.Steps),
        }))),
    };

    private static JArray Write(PropertySet properties) => new(properties.Items().Select(Words.Of));

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);
}
