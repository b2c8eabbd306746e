using Newtonsoft.Json.Linq;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;

namespace RaceModel.Checks.Reporting;

/// <summary>An explanation as JSON; its form is fixed by <c>check.schema.json</c> and <c>replay.schema.json</c>.</summary>
internal static class ExplanationJson
{
    public static JObject Write(Explanation explanation)
    {
        JObject document = Write(explanation, "steps", run => new JArray(run.Steps.Select(step => step.Transition.Step.Name)));
        document["sources"] = new JArray(explanation.Trace.Steps
            .Select((step, index) => (Number: index + 1, Source: StepSource.Of(step.Transition.Step)))
            .GroupBy(step => step.Source, step => step.Number)
            .Select(group => Write(group.Key, group)));
        return document;
    }

    /// <summary>The same without sources, and with runs in a form of the caller's.</summary>
    public static JObject Write(Explanation explanation, string runKey, Func<Trace, JToken> writeRun)
    {
        return new()
        {
            ["sentence"] = explanation.Sentence,
            ["details"] = new JArray(explanation.Details),
            ["falsified"] = new JArray(explanation.Falsified.Select(Write)),
            ["race"] = explanation.Race is { } race ? Write(race) : null,
            ["window"] = explanation.Window is { } window ? WriteWindow(window) : null,
            ["reordering"] = WriteReordering(explanation.Reorderings?.Smallest),
            ["mostStepsMoved"] = explanation.Reorderings?.MostMoved,
            ["repair"] = explanation.ProtocolChanges?.Repair is { } repair ? Write(repair) : null,
            ["changesRefuted"] = explanation.ProtocolChanges?.Refuted,
            ["changesNotTried"] = explanation.ProtocolChanges?.NotTried,
        };

        JObject WriteWindow(RaceWindow window) => new()
        {
            ["opens"] = window.Opens,
            ["racer"] = window.Racer,
            ["closes"] = window.Closes,
            ["ahead"] = WriteReordering(window.Before),
            ["after"] = WriteReordering(window.After),
        };

        JObject? WriteReordering(Reordering? reordering) => reordering is null ? null : new()
        {
            ["moved"] = new JArray(reordering.Moved),
            ["place"] = reordering.Place,
            ["putAfter"] = reordering.IsLater,
            ["violated"] = new JArray(reordering.Violates.Items().Select(Words.Of)),
            [runKey] = writeRun(reordering.Run),
        };
    }

    private static JObject Write(FalsifiedLocation falsified) => new()
    {
        ["location"] = falsified.Location.ToString(),
        ["value"] = falsified.Value,
        ["lastWrittenBy"] = falsified.LastWrittenBy,
    };

    private static JObject Write(RacingPair race) => new()
    {
        ["first"] = race.First,
        ["second"] = race.Second,
        ["location"] = race.Location.ToString(),
    };

    private static JObject Write(ProtocolChange change) => new()
    {
        ["part"] = Words.Of(change.Part),
        ["change"] = change.Text,
        ["text"] = change.PartText,
        ["violated"] = new JArray(change.Result.Violated.Items().Select(Words.Of)),
        ["states"] = change.Result.States,
    };

    private static JObject Write(StepSource source, IEnumerable<int> steps) => new()
    {
        ["rule"] = source.RuleName,
        ["standsFor"] = source.StandsFor,
        ["howSure"] = source.HowSure,
        ["steps"] = new JArray(steps),
    };
}
