using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>A check's result as text.</summary>
internal static class CheckText
{
    public static void Write(CheckResult result, IReadOnlyDictionary<Property, string> savedSchedules, IAnsiConsole console)
    {
        WriteScenario(result.Scenario, console);
        console.WriteLine(Effort(result));
        console.WriteLine();
        foreach (Verdict verdict in result.Verdicts) WriteVerdict(verdict, console);

        Verdict? shown = result.Verdicts.FirstOrDefault(verdict => verdict.Kind == VerdictKind.Violated);
        if (shown is not null) WriteCounterexample(shown, result, console);
        foreach ((Property property, string path) in savedSchedules)
            console.WriteLine($"schedule of {Words.Of(property)}: {path}");
    }

    public static void WriteScenario(Scenario scenario, IAnsiConsole console)
    {
        Protocol protocol = scenario.Protocol;
        console.WriteLine($"hardware  {scenario.Hardware.Name}, IOTLB {Words.Of(scenario.Hardware.Iotlb)}");
        console.WriteLine($"enable    {Named(protocol.Enable.Name, protocol.Enable.Text)}");
        console.WriteLine($"query     {Named(protocol.Query.Name, protocol.Query.Text)}");
        if (protocol.FinalQuery is { } final) console.WriteLine($"at last   {Named(final.Name, final.Text)}");
        console.WriteLine($"unmap     {Named(protocol.Unmap.Name, protocol.Unmap.Text)}");
        console.WriteLine($"guest     {Named(scenario.Guest.Name, scenario.Guest.Text)}");
        console.WriteLine(
            $"bounds    pages {scenario.Pages}, devices {scenario.Devices}, rounds {scenario.Rounds}, big lock {(protocol.BigLock ? "on" : "off")}, "
            + $"{Words.Of(protocol.CopyOrder)}, enumerate {Words.Of(protocol.Enumerate)}, observer {Words.Of(scenario.Observer)}");
    }

    private static string Named(string name, string text) => name == text ? text : $"{name}  {text}";

    private static string Effort(CheckResult result)
    {
        string end = result.StopReason is { } reason ? $"stopped after {reason}" : "search complete";
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

    private static void WriteCounterexample(Verdict verdict, CheckResult result, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{Words.Of(verdict.Property)}: {verdict.Property.Violation()}. A shortest schedule, {verdict.Length} steps:");
        console.WriteLine();
        WriteColumns(verdict.Counterexample!, console);
        WriteRefinement(result, console);
        console.WriteLine();
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
