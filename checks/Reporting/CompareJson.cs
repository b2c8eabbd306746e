using Newtonsoft.Json.Linq;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Reporting;

/// <summary>Comparisons as JSON; its form is fixed by <c>compare.schema.json</c>.</summary>
internal static class CompareJson
{
    public static JObject Write(IReadOnlyList<ComparisonTable> tables, TimeSpan elapsed) => new()
    {
        ["modelVersion"] = TransitionSystem.ModelVersion,
        ["tables"] = new JArray(tables.Select(Write)),
        ["reductions"] = new JArray(ReductionWords.Of(tables[0].Rows[0].Results[0].Savings?.Reductions ?? Reductions.None)),
        ["elapsedSeconds"] = Math.Round(elapsed.TotalSeconds, 6),
    };

    private static JObject Write(ComparisonTable table) => new()
    {
        ["title"] = table.Title,
        ["rows"] = new JArray(table.Rows.Select(row => new JObject
        {
            ["protocol"] = row.Contender.Label,
            ["hardware"] = row.Contender.Hardware.Name,
            ["cost"] = Write(row.Contender.Cost),
            ["cells"] = new JArray(row.Results.Select(Write)),
        })),
    };

    public static JObject Write(ProtocolCost cost) => new()
    {
        ["calls"] = cost.Calls,
        ["walks"] = cost.Walks,
        ["flushes"] = cost.Flushes,
        ["steps"] = cost.Steps,
        ["faultsEarly"] = cost.FaultsEarly,
    };

    private static JObject Write(CheckResult result) => new()
    {
        ["guest"] = result.Scenario.Guest.Name,
        ["states"] = result.States,
        ["transitions"] = result.Transitions,
        ["properties"] = new JArray(result.Verdicts.Select(verdict => new JObject
        {
            ["name"] = Words.Of(verdict.Property),
            ["verdict"] = Words.Of(verdict.Kind),
            ["length"] = verdict.Length,
        })),
    };
}
