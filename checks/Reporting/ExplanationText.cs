using RaceModel.Checks.Explanations;

namespace RaceModel.Checks.Reporting;

/// <summary>An explanation as text, in at most 25 lines of 100 characters.</summary>
internal static class ExplanationText
{
    public const int Width = 100;

    public static IReadOnlyList<string> Lines(Explanation explanation, int width = Width)
    {
        var lines = new LabelledLines(width);
        WriteValues(explanation, lines);
        WriteRace(explanation, lines);
        WriteReorderings(explanation, lines);
        WriteProtocolChanges(explanation, lines);
        WriteSources(explanation, lines);
        return lines.Lines;
    }

    private static void WriteValues(Explanation explanation, LabelledLines lines)
    {
        lines.Add("because", explanation.Values);
        foreach (string detail in explanation.Details) lines.Add("", detail);
        string label = "values";
        foreach (FalsifiedLocation falsified in explanation.Falsified)
        {
            string last = falsified.LastWrittenBy == 0
                ? "not written since the start"
                : $"last written in {Describe(explanation, falsified.LastWrittenBy)}";
            lines.Add(label, $"{falsified.Location} = {falsified.Value}: {last}");
            label = "";
        }
    }

    private static void WriteRace(Explanation explanation, LabelledLines lines)
    {
        if (explanation.Race is not { } race) return;
        lines.Add("race", $"{Describe(explanation, race.First)} comes before {Describe(explanation, race.Second)}; both touch {race.Location}");
        if (explanation.Window is not { } window) return;

        lines.Add("window", $"{Describe(explanation, window.Racer)} falls between {Describe(explanation, window.Opens)} and {Describe(explanation, window.Closes)}");
        if (window.Before is { } before && !IsSmallest(explanation, before)) lines.Add("", $"ahead of it: {Describe(explanation, before)}");
        if (window.After is { } after && !IsSmallest(explanation, after)) lines.Add("", $"after it: {Describe(explanation, after)}");
    }

    private static void WriteReorderings(Explanation explanation, LabelledLines lines)
    {
        if (explanation.Reorderings is not { } search) return;
        lines.Add("reorder", search.Smallest is { } smallest
            ? $"the fewest steps to move: {Describe(explanation, smallest)}"
            : $"no move of up to {search.MostMoved} steps to another place keeps the property");
    }

    private static void WriteProtocolChanges(Explanation explanation, LabelledLines lines)
    {
        if (explanation.ProtocolChanges is not { } search) return;
        string notTried = search.NotTried > 0 ? $"; {search.NotTried} not tried, the search would be too long" : "";
        if (search.Repair is not { } repair)
        {
            lines.Add("repair", search.Refuted == 0
                ? "no single change of the protocol was tried: the searches would be too long"
                : $"none of the {search.Refuted} single changes of the protocol that were tried makes the property hold{notTried}");
            return;
        }

        lines.Add("repair", $"{Words.Of(repair.Part)}: {repair.Text}: {repair.PartText}");
        string left = repair.Result.Violated.IsEmpty
            ? "no property is violated"
            : $"the property holds; violated as before: {Names(repair.Result.Violated)}";
        lines.Add("", string.Create(null, $"{left} ({repair.Result.States:N0} states, search complete{notTried})"));
    }

    // It has a line of its own.
    private static bool IsSmallest(Explanation explanation, Reordering reordering) => explanation.Reorderings?.Smallest is { } smallest
        && smallest.Place == reordering.Place && smallest.IsLater == reordering.IsLater && smallest.Moved.SequenceEqual(reordering.Moved);

    // The steps that matter most; JSON has them all.
    private static void WriteSources(Explanation explanation, LabelledLines lines)
    {
        if (explanation.Race is not { } race) return;
        string label = "source";
        foreach (int number in (int[])[race.First, race.Second])
        {
            var source = StepSource.Of(explanation.Trace.Steps[number - 1].Transition.Step);
            lines.Add(label, $"step {number}: {source}");
            label = "";
        }
    }

    private static string Describe(Explanation explanation, int number)
    {
        Step step = explanation.Trace.Steps[number - 1].Transition.Step;
        return $"step {number} ({ActorName.Short(step.Actor)}: {StepLabel.Of(step)})";
    }

    private static string Describe(Explanation explanation, Reordering reordering)
    {
        string steps = reordering.Moved.Count == 1 ? Describe(explanation, reordering.Moved[0]) : $"steps {string.Join(", ", reordering.Moved)}";
        string place = $"{(reordering.IsLater ? "after" : "before")} step {reordering.Place}";
        string result = reordering.Violates.IsEmpty ? "nothing is violated" : $"the property holds; violated: {Names(reordering.Violates)}";
        return $"{steps} {place}: {result}";
    }

    private static string Names(PropertySet properties) => string.Join(", ", properties.Items().Select(Words.Of));
}
