using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Reduction;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>For which classes of guests a protocol keeps which properties, as text.</summary>
internal static class GuestSweepText
{
    public static void Write(GuestSweepResult result, IAnsiConsole console)
    {
        Scenario scenario = result.Scenario;
        console.WriteLine($"{scenario.Protocol.Unmap.Name} on {scenario.Hardware.Name}, every guest of up to {result.Family.MaxOperations} operations");
        console.WriteLine($"bounds    pages {scenario.Pages}, devices {scenario.Devices}, rounds {scenario.Rounds}");
        console.WriteLine(string.Create(null, $"search    {result.Classes.Concat(result.Others).Sum(tally => tally.States):N0} states in {result.Elapsed.TotalSeconds:0.0} s: ")
            + (result.StopReason ?? "complete"));
        if (result.Reductions != Reductions.None)
            console.WriteLine($"reduced   {ReductionWords.Write(result.Reductions)}; what is violated was searched once more in full for a shortest counterexample");
        WriteTable(result, console);
        WriteCounterexamples(result, console);
        foreach (ClassTally guests in result.Classes.Where(_ => result.StopReason is null))
            console.WriteLine($"{Heading(guests)} guests: {Kept(result, guests)}");
    }

    private static void WriteTable(GuestSweepResult result, IAnsiConsole console)
    {
        Table grid = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("property").Padding(0, 1));
        foreach (ClassTally guests in result.Classes) grid.AddColumn(new TableColumn(Heading(guests)).Padding(0, 1));
        foreach (Property property in result.Properties.Items())
            grid.AddRow((string[])[Words.Of(property), .. result.Classes.Select(guests => Cell(result, guests, property))]);
        console.Write(grid);
    }

    private static string Heading(ClassTally guests) => $"{Words.Of(guests.Class)} ({guests.Guests:N0})";

    private static string Cell(GuestSweepResult result, ClassTally guests, Property property) => result.KindOf(guests, property) switch
    {
        VerdictKind.Holds => "[green]holds[/]",
        VerdictKind.Violated => $"[red]{guests.Violating(property):N0} violate it[/]",
        _ => "[yellow]unknown[/]",
    };

    private static void WriteCounterexamples(GuestSweepResult result, IAnsiConsole console)
    {
        foreach (ClassTally guests in result.Classes)
        {
            foreach (Property property in result.Properties.Items())
            {
                if (result.ShortestOf(guests, property) is { } shortest)
                    console.WriteLine($"{Words.Of(guests.Class)}: {Words.Of(property)} is violated in {shortest.Length} steps by '{shortest.Scenario!.Guest.Text}'");
            }
        }
    }

    private static string Kept(GuestSweepResult result, ClassTally guests)
    {
        Property[] kept = [.. result.Properties.Items().Where(property => result.KindOf(guests, property) == VerdictKind.Holds)];
        return kept.Length == 0 ? "no property holds for every one"
            : kept.Length == result.Properties.Count ? "everything holds for every one"
            : $"{string.Join(", ", kept.Select(Words.Of))} hold for every one";
    }
}
