using Newtonsoft.Json.Linq;
using RaceModel.Checks.Estimation;

namespace RaceModel.Checks.Reporting;

/// <summary>An estimate as JSON; its form is fixed by <c>estimate.schema.json</c>.</summary>
internal static class EstimateJson
{
    public static JObject Write(ScenarioEstimate estimate) => new()
    {
        ["modelVersion"] = TransitionSystem.ModelVersion,
        ["scenario"] = ScenarioJson.Write(estimate.Scenario),
        ["exact"] = estimate.IsComplete,
        ["states"] = Interval(estimate.States.Low, estimate.States.High),
        ["likelyStates"] = Math.Round(estimate.States.Likely),
        ["seconds"] = new JObject { ["low"] = Math.Round(estimate.Seconds.Low, 3), ["high"] = Math.Round(estimate.Seconds.High, 3) },
        ["bytes"] = Interval(estimate.TotalBytes.Low, estimate.TotalBytes.High),
        ["foundStates"] = estimate.Found,
        ["levels"] = estimate.Levels,
        ["longestRun"] = estimate.LongestRun,
        ["seed"] = estimate.Seed,
    };

    private static JObject Interval(double low, double high) => new() { ["low"] = Math.Round(low), ["high"] = Math.Round(high) };
}
