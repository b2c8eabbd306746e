using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>A check's result as text.</summary>
internal static class CheckText
{
    /// <param name="result">The result.</param>
    /// <param name="explainer">Explains the violations of its scenario.</param>
    /// <param name="savedSchedules">Where schedules were saved.</param>
    /// <param name="console">Where the text goes.</param>
    public static void Write(CheckResult result, Explainer explainer, IReadOnlyDictionary<Property, string> savedSchedules, IAnsiConsole console)
    {
        WriteScenario(result.Scenario, console);
        console.WriteLine(Effort(result));
        foreach (string line in ReductionText.Of(result)) console.WriteLine(line);
        console.WriteLine();
        foreach (Verdict verdict in result.Verdicts) WriteVerdict(verdict, console);

        Verdict[] violations = [.. result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated)];
        if (violations.Length > 0) WriteCounterexample(explainer.Explain(violations[0])!, result, console);
        foreach (Verdict other in violations.Skip(1)) WriteShort(other, explainer.SayWhy(other)!, console);
        if (violations.Length > 1) console.WriteLine();
        foreach ((Property property, string path) in savedSchedules)
            console.WriteLine($"schedule of {Words.Of(property)}: {path}");
    }

    public static void WriteScenario(Scenario scenario, IAnsiConsole console)
    {
        foreach ((string label, string text) in ScenarioSummary.Lines(scenario)) console.WriteLine($"{label,-10}{text}");
    }

    private static string Effort(CheckResult result)
    {
        string end = result.StopReason is { } reason ? $"stopped after {reason}" : "search complete";
        if (result.Stateless is { } effort)
        {
            return string.Create(null, $"search    {effort.Runs:N0} runs, {effort.RedundantRuns:N0} given up as like another, {effort.Steps:N0} steps, ")
                + string.Create(null, $"no states stored, {result.Elapsed.TotalSeconds:0.00} s: {end}");
        }

        return string.Create(null, $"search    {result.States:N0} states, {result.Transitions:N0} transitions, depth {result.Depth}, ")
            + string.Create(null, $"{result.Bytes / (1 << 20):N0} MiB, {result.Elapsed.TotalSeconds:0.00} s: {end}");
    }

    private static void WriteVerdict(Verdict verdict, IAnsiConsole console)
    {
        string name = Words.Of(verdict.Property).PadRight(24);
        console.MarkupLine(verdict.Kind switch
        {
            VerdictKind.Holds => $"  {name}[green]holds[/]",
            VerdictKind.Violated => $"  {name}[red]violated[/] in {verdict.Length} steps",
            _ => $"  {name}[yellow]unknown[/] ({Markup.Escape(verdict.Reason!)})",
        });
    }

    private static void WriteCounterexample(Explanation explanation, CheckResult result, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{Words.Of(explanation.Property)}: {explanation.Property.Violation()}.");
        console.WriteLine();
        foreach (string line in ExplanationText.Lines(explanation)) console.WriteLine(line);
        console.WriteLine();
        string marks = explanation.Race is null ? "" : $" ({ActorColumns.MarksText})";
        console.WriteLine($"{ReductionText.ScheduleIn(result)}, {explanation.Trace.Steps.Count} steps{marks}:");
        console.WriteLine();
        foreach (string line in ActorColumns.Write(explanation.Trace, explanation)) console.WriteLine(line);
        WriteRefinement(result, console);
        console.WriteLine();
    }

    private static void WriteShort(Verdict verdict, string reason, IAnsiConsole console)
    {
        var lines = new LabelledLines(ExplanationText.Width);
        lines.Add("also", $"{Words.Of(verdict.Property)}, in {verdict.Length} steps: {reason}");
        foreach (string line in lines.Lines) console.WriteLine(line);
    }

    public static void WriteColumns(Schedule schedule, IAnsiConsole console)
    {
        foreach (string line in ActorColumns.Write(Replay.Run(schedule).Trace)) console.WriteLine(line);
    }

    private static void WriteRefinement(CheckResult result, IAnsiConsole console)
    {
        Verdict? refinement = result.Verdicts.FirstOrDefault(verdict => verdict.OffendingOutcome is not null);
        if (refinement is null) return;

        console.WriteLine();
        console.WriteLine($"{Words.Of(refinement.Property)}: with migration the guest can see");
        console.WriteLine($"  {refinement.OffendingOutcome}");
        console.WriteLine("and without it only");
        foreach (string outcome in result.BaselineOutcomes) console.WriteLine($"  {outcome}");
    }
}
