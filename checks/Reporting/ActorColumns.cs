using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Reporting;

/// <summary>A trace as text: a line a step, a column an actor, so that the eye sees who overtakes whom.</summary>
internal static class ActorColumns
{
    private static readonly (Actor Actor, string Heading)[] Columns =
    [
        (Actor.GuestVcpu, "guest vCPU"),
        (Actor.DmaDevice, "device"),
        (Actor.Iommu, "IOMMU"),
        (Actor.VmmTrapThread, "VMM: unmap"),
        (Actor.VmmMigrationThread, "VMM: migration"),
    ];

    /// <summary>The columns' headings, in the order in which the actors are declared.</summary>
    public static IEnumerable<string> Headings => Columns.Select(column => column.Heading);

    public static IEnumerable<string> Write(Trace trace)
    {
        int[] widths = [.. Columns.Select(column => trace.Steps
            .Where(step => step.Transition.Step.Actor == column.Actor)
            .Select(step => StepLabel.Of(step.Transition.Step).Length)
            .Append(column.Heading.Length).Max())];

        yield return Line("step", index => Columns[index].Heading);
        yield return Line("----", index => new string('-', widths[index]));
        for (int number = 1; number <= trace.Steps.Count; number++)
        {
            Step step = trace.Steps[number - 1].Transition.Step;
            yield return Line($"{number}", index => Columns[index].Actor == step.Actor ? StepLabel.Of(step) : "");
        }

        string Line(string number, Func<int, string> cell) => string.Join(
            "  ", Enumerable.Range(0, Columns.Length).Select(index => cell(index).PadRight(widths[index])).Prepend(number.PadLeft(4))).TrimEnd();
    }
}
