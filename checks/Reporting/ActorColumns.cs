using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;

namespace RaceModel.Checks.Reporting;

/// <summary>A trace as text: a line a step, a column an actor, so that the eye sees who overtakes whom.</summary>
internal static class ActorColumns
{
    private static readonly Actor[] Columns = Enum.GetValues<Actor>();

    // Only one column of a line is filled, so a step may run on to the right: the place where it begins tells whose it is.
    private static readonly int[] NarrowIndents = [6, 13, 20, 26, 33];

    /// <summary>What the marks beside the numbers of the steps mean.</summary>
    public const string MarksText = "*: the race, |: its window";

    /// <param name="trace">The run.</param>
    /// <param name="explanation">Whose race and window are marked; null for no marks.</param>
    public static IEnumerable<string> Write(Trace trace, Explanation? explanation = null)
    {
        int[] widths = [.. Columns.Select(column => trace.Steps
            .Where(step => step.Transition.Step.Actor == column)
            .Select(step => StepLabel.Of(step.Transition.Step).Length)
            .Append(ActorName.Of(column).Length).Max())];

        yield return Line("step", ' ', ActorName.Of);
        yield return Line("----", ' ', actor => new string('-', widths[(int)actor]));
        for (int number = 1; number <= trace.Steps.Count; number++)
        {
            Step step = trace.Steps[number - 1].Transition.Step;
            yield return Line($"{number}", MarkOf(number, explanation), actor => actor == step.Actor ? StepLabel.Of(step) : "");
        }

        string Line(string number, char mark, Func<Actor, string> cell) =>
            $"{number,4}{mark} {string.Join("  ", Columns.Select(actor => cell(actor).PadRight(widths[(int)actor])))}".TrimEnd();
    }

    /// <summary>The same in at most 72 characters a line, for mail.</summary>
    public static IEnumerable<string> WriteNarrow(Trace trace, Explanation? explanation = null)
    {
        string heading = "step";
        foreach (Actor actor in Columns) heading = heading.PadRight(NarrowIndents[(int)actor]) + ActorName.Short(actor);
        yield return heading;
        for (int number = 1; number <= trace.Steps.Count; number++)
        {
            Step step = trace.Steps[number - 1].Transition.Step;
            yield return $"{number,4}{MarkOf(number, explanation)}".PadRight(NarrowIndents[(int)step.Actor]) + StepLabel.Of(step);
        }
    }

    private static char MarkOf(int number, Explanation? explanation)
    {
        if (explanation?.Race is not { } race) return ' ';
        if (number == race.First || number == race.Second) return '*';
        return explanation.Window is { } window && number >= window.Opens && number <= window.Closes ? '|' : ' ';
    }
}
