using Newtonsoft.Json.Linq;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Reporting;

/// <summary>The cheapest protocols as JSON; its form is fixed by <c>synthesis.schema.json</c>.</summary>
internal static class SynthesisJson
{
    public static JObject Write(SynthesisResult result) => new()
    {
        ["modelVersion"] = TransitionSystem.ModelVersion,
        ["part"] = Words.Of(result.Problem.Part),
        ["hardware"] = new JObject { [result.Problem.Hardware.Name] = ScenarioJson.Write(result.Problem.Hardware) },
        ["maxCalls"] = result.Problem.Space.MaxCalls,
        ["maxPrimitives"] = result.Problem.Space.MaxPrimitives,
        ["vocabulary"] = new JArray(result.Problem.Space.Vocabulary.Select(Words.Of)),
        ["required"] = new JArray(result.Problem.Requirements.Select(requirement => new JObject
        {
            ["guest"] = requirement.Guest.Name,
            ["program"] = requirement.Guest.Text,
            ["properties"] = new JArray(requirement.Properties.Items().Select(Words.Of)),
        })),
        ["complete"] = result.StopReason is null,
        ["stoppedAfter"] = result.StopReason,
        ["candidates"] = result.Candidates,
        ["canonicalCandidates"] = result.CanonicalCandidates,
        ["searches"] = result.Searches,
        ["counterexamples"] = result.Guides,
        ["front"] = new JArray(result.Front.Select(Write)),
        ["ruledOutWithoutThePart"] = result.WithoutThePart is { } ruledOut ? Write(ruledOut) : null,
    };

    private static JObject Write(FrontEntry entry) => new()
    {
        ["calls"] = entry.Cost.Calls,
        ["flushes"] = entry.Cost.Flushes,
        ["walks"] = entry.Cost.Walks,
        ["faultsEarly"] = entry.Cost.FaultsEarly,
        ["protocols"] = new JArray(entry.Protocols.Select(protocol => new JObject
        {
            ["protocol"] = protocol.Candidate.Text,
            ["steps"] = protocol.Candidate.Cost.Steps,
            ["results"] = new JArray(protocol.Results.Select(Write)),
        })),
        ["below"] = new JArray(entry.Below.Select(Write)),
    };

    private static JObject Write(CheckResult result) => new()
    {
        ["guest"] = result.Scenario.Guest.Name,
        ["states"] = result.States,
        ["properties"] = new JArray(result.Verdicts.Select(verdict => new JObject
        {
            ["name"] = Words.Of(verdict.Property),
            ["verdict"] = Words.Of(verdict.Kind),
            ["length"] = verdict.Length,
        })),
    };

    private static JObject Write(RuledOut ruledOut) => new()
    {
        ["protocol"] = ruledOut.Candidate.Text,
        ["guest"] = ruledOut.Guest.Name,
        ["property"] = Words.Of(ruledOut.Verdict.Property),
        ["length"] = ruledOut.Verdict.Length,
        ["steps"] = new JArray(ruledOut.Verdict.Counterexample!.Steps),
    };
}
