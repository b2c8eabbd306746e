using Newtonsoft.Json.Linq;
using RaceModel.Checks.Explanations;

namespace RaceModel.Checks.Reporting;

/// <summary>An explanation as JSON; its form is fixed by <c>check.schema.json</c> and <c>replay.schema.json</c>.</summary>
internal static class ExplanationJson
{
    public static JObject Write(Explanation explanation) => new()
    {
        ["sentence"] = explanation.Sentence,
        ["details"] = new JArray(explanation.Details),
        ["falsified"] = new JArray(explanation.Falsified.Select(Write)),
        ["race"] = explanation.Race is { } race ? Write(race) : null,
        ["window"] = explanation.Window is { } window ? Write(window) : null,
        ["reordering"] = explanation.Reorderings?.Smallest is { } smallest ? Write(smallest) : null,
        ["mostStepsMoved"] = explanation.Reorderings?.MostMoved,
        ["repair"] = explanation.ProtocolChanges?.Repair is { } repair ? Write(repair) : null,
        ["changesRefuted"] = explanation.ProtocolChanges?.Refuted,
        ["changesNotTried"] = explanation.ProtocolChanges?.NotTried,
        ["sources"] = new JArray(explanation.Trace.Steps
            .Select((step, index) => (Number: index + 1, Source: StepSource.Of(step.Transition.Step)))
            .GroupBy(step => step.Source, step => step.Number)
            .Select(group => Write(group.Key, group))),
    };

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

    private static JObject Write(RaceWindow window) => new()
    {
        ["opens"] = window.Opens,
        ["racer"] = window.Racer,
        ["closes"] = window.Closes,
        ["ahead"] = window.Before is { } before ? Write(before) : null,
        ["after"] = window.After is { } after ? Write(after) : null,
    };

    private static JObject Write(Reordering reordering) => new()
    {
        ["moved"] = new JArray(reordering.Moved),
        ["place"] = reordering.Place,
        ["putAfter"] = reordering.IsLater,
        ["violated"] = new JArray(reordering.Violates.Items().Select(Words.Of)),
        ["steps"] = new JArray(reordering.Run.Steps.Select(step => step.Transition.Step.Name)),
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
