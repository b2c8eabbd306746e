using Newtonsoft.Json.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Reporting;

/// <summary>A schedule as a SARIF code flow: one thread flow an actor; <c>executionOrder</c> tells how their steps interleave.</summary>
internal static class SarifCodeFlow
{
    public static JObject Write(Finding finding)
    {
        Trace trace = Replay.Run(finding.Schedule).Trace;
        var flows = Enumerable.Range(1, trace.Steps.Count)
            .GroupBy(number => trace.Steps[number - 1].Transition.Step.Actor)
            .OrderBy(steps => steps.Key)
            .Select(steps => new JObject
            {
                ["id"] = Words.Of(steps.Key),
                ["locations"] = new JArray(steps.Select(number => WriteStep(trace, number))),
            });
        return new()
        {
            ["message"] = CampaignSarif.Message($"{finding.Property.Violation()}, in {trace.Steps.Count} steps"),
            ["threadFlows"] = new JArray(flows),
        };
    }

    private static JObject WriteStep(Trace trace, int number)
    {
        Step step = trace.Steps[number - 1].Transition.Step;
        var state = new JObject(Changes(trace, number).Select(change =>
            new JProperty(change.Location, CampaignSarif.Message(change.Value))));
        var written = new JObject
        {
            ["executionOrder"] = number,
            ["importance"] = number == trace.Steps.Count ? "essential" : "important",
            ["location"] = new JObject
            {
                ["message"] = CampaignSarif.Message($"{number}. {step}"),
                ["logicalLocations"] = new JArray(new JObject { ["name"] = Words.Of(step.Actor), ["fullyQualifiedName"] = step.Name, ["kind"] = "function" }),
            },
        };
        if (state.Count > 0) written["state"] = state;
        return written;
    }

    private static IEnumerable<(string Location, string Value)> Changes(Trace trace, int number)
    {
        State before = trace.StateAfter(number - 1), after = trace.StateAfter(number);
        for (int index = 0; index < Location.Count; index++)
        {
            var location = Location.FromIndex(index);
            string value = StateText.Describe(trace.System, after, location);
            if (value != StateText.Describe(trace.System, before, location)) yield return ($"{location}", value);
        }
    }
}
