using RaceModel.Checks.Coyote;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>What Coyote found, as text.</summary>
internal static class CoyoteText
{
    public static void Write(CoyoteResult result, IReadOnlyDictionary<Property, string> savedSchedules, IAnsiConsole console)
    {
        CheckText.WriteScenario(result.Scenario, console);
        console.WriteLine(Effort(result));
        console.WriteLine();
        foreach (Property property in result.Properties.Items()) WriteVerdict(property, result, console);
        if (result.ClearedSuspects > 0)
            console.WriteLine($"{result.ClearedSuspects} runs looked as if they never complete, but still can");

        if (result.Findings.Count > 0) WriteFirst(result.Findings[0], console);
        foreach ((Property property, string path) in savedSchedules)
            console.WriteLine($"schedule of {Words.Of(property)}: {path}");
    }

    private static string Effort(CoyoteResult result)
    {
        string end = result.StopReason is { } reason ? $", stopped after {reason}" : "";
        return string.Create(null, $"coyote    {Words.Of(result.Settings.Strategy)}, seed {result.Settings.Seed}: {result.Iterations:N0} runs, ")
            + string.Create(null, $"{result.Steps:N0} steps, {result.Decisions:N0} decisions, {result.States:N0} states, ")
            + string.Create(null, $"{result.Elapsed.TotalSeconds:0.00} s{end}");
    }

    private static void WriteVerdict(Property property, CoyoteResult result, IAnsiConsole console)
    {
        string name = Words.Of(property).PadRight(24);
        CoyoteFinding? finding = result.Findings.FirstOrDefault(finding => finding.Property == property);
        console.MarkupLine(finding is null
            ? string.Create(null, $"  {name}[yellow]unknown[/] (not found in {result.Iterations:N0} runs)")
            : string.Create(null, $"  {name}[red]violated[/] in run {finding.Iteration:N0}, {finding.Schedule.Steps.Length} steps"));
    }

    private static void WriteFirst(CoyoteFinding finding, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{Words.Of(finding.Property)}: {finding.Property.Violation()}. The schedule of run {finding.Iteration}, repeated by Coyote and by 'replay':");
        console.WriteLine();
        CheckText.WriteColumns(finding.Schedule, console);
        console.WriteLine();
    }
}
