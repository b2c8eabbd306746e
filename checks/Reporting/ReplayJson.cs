using Newtonsoft.Json.Linq;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;

namespace RaceModel.Checks.Reporting;

/// <summary>A replay as JSON; its form is fixed by <c>replay.schema.json</c>.</summary>
internal static class ReplayJson
{
    /// <param name="schedule">What was to be repeated.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="explanation">Why it violates its property; null if it does not.</param>
    public static JObject Write(Schedule schedule, ReplayResult result, Explanation? explanation) => new()
    {
        ["modelVersion"] = TransitionSystem.ModelVersion,
        ["scheduleModelVersion"] = schedule.ModelVersion,
        ["property"] = schedule.Violated is { } property ? Words.Of(property) : null,
        ["reproduced"] = result.Divergence is null,
        ["steps"] = new JArray(Enumerable.Range(1, result.Trace.Steps.Count).Select(number => WriteStep(result.Trace, number))),
        ["divergence"] = result.Divergence is { } divergence ? Write(divergence) : null,
        ["explanation"] = explanation is null ? null : ExplanationJson.Write(explanation),
    };

    /// <summary>The replay, and what the search found from where it left the schedule.</summary>
    public static JObject Write(Schedule schedule, Continuation continuation, Explanation? explanation, string? saved)
    {
        JObject document = Write(schedule, continuation.Prefix, explanation);
        document["continuation"] = new JObject
        {
            ["verdict"] = Words.Of(continuation.Verdict),
            ["reason"] = continuation.Reason,
            ["kept"] = continuation.Kept,
            ["steps"] = continuation.Schedule is { } found ? new JArray(found.Steps) : null,
            ["schedule"] = saved,
        };
        return document;
    }

    private static JObject WriteStep(Trace trace, int number)
    {
        TraceStep step = trace.Steps[number - 1];
        return new()
        {
            ["name"] = step.Transition.Step.Name,
            ["sentence"] = step.Transition.Step.ToString(),
            ["changes"] = new JArray(StateText.Changes(trace.System, trace.StateAfter(number - 1), step.After)),
            ["reads"] = Write(step.Transition.Footprint.Reads),
            ["writes"] = Write(step.Transition.Footprint.Writes),
            ["violated"] = new JArray(step.Transition.Violated.Items().Select(Words.Of)),
        };
    }

    private static JArray Write(LocationSet locations) => new(locations.Items().Select(location => location.ToString()));

    private static JObject Write(Divergence divergence) => new()
    {
        ["step"] = divergence.Step,
        ["expected"] = divergence.Expected,
        ["actual"] = divergence.Actual,
        ["falseGuard"] = divergence.FalseGuard,
        ["reason"] = divergence.Reason,
        ["enabled"] = new JArray(divergence.Enabled),
    };
}
