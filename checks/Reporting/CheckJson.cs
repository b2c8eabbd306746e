using Newtonsoft.Json.Linq;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Reporting;

/// <summary>A check's result as JSON; its form is fixed by <c>check.schema.json</c>.</summary>
internal static class CheckJson
{
    public static JObject Write(CheckResult result, Explainer explainer, IReadOnlyDictionary<Property, string> savedSchedules) => new()
    {
        ["modelVersion"] = TransitionSystem.ModelVersion,
        ["scenario"] = ScenarioJson.Write(result.Scenario),
        ["states"] = result.States,
        ["transitions"] = result.Transitions,
        ["depth"] = result.Depth,
        ["bytes"] = result.Bytes,
        ["reduction"] = result.Savings is { } savings ? Write(savings) : null,
        ["complete"] = result.StopReason is null,
        ["stoppedAfter"] = result.StopReason,
        ["properties"] = new JArray(result.Verdicts.Select(verdict => Write(verdict, explainer, savedSchedules.GetValueOrDefault(verdict.Property)))),
        ["outcomes"] = new JArray(result.Outcomes),
        ["baselineOutcomes"] = new JArray(result.BaselineOutcomes),
        ["elapsedSeconds"] = Math.Round(result.Elapsed.TotalSeconds, 6),
    };

    private static JObject Write(Savings savings) => new()
    {
        ["kinds"] = new JArray(ReductionWords.Of(savings.Reductions)),
        ["processesHeldBack"] = savings.ProcessesHeldBack,
        ["statesPassedThrough"] = savings.StatesPassedThrough,
        ["symmetricStates"] = savings.SymmetricStates,
    };

    private static JObject Write(Verdict verdict, Explainer explainer, string? savedSchedule) => new()
    {
        ["name"] = Words.Of(verdict.Property),
        ["verdict"] = Words.Of(verdict.Kind),
        ["length"] = verdict.Length,
        ["reason"] = verdict.Reason,
        ["offendingOutcome"] = verdict.OffendingOutcome,
        ["steps"] = verdict.Counterexample is { } schedule ? new JArray(schedule.Steps) : null,
        ["schedule"] = savedSchedule,
        ["explanation"] = explainer.Explain(verdict) is { } explanation ? ExplanationJson.Write(explanation) : null,
    };
}
