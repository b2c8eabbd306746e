using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>Comparisons as text.</summary>
internal static class CompareText
{
    private static readonly Property[] Losses = [Property.NoLostWrite, Property.NoLostAckedWrite, Property.NoTimeTravel];

    public static void Write(IReadOnlyList<ComparisonTable> tables, IAnsiConsole console)
    {
        foreach (ComparisonTable table in tables) WriteTable(table, console);
        WriteLegend(tables, console);
    }

    /// <summary>The shortest schedule by which the protocol loses a write, and what the table says to the thread's questions.</summary>
    public static void WriteThread(ComparisonTable table, string protocol, IAnsiConsole console)
    {
        if (FindShortestLoss(table, protocol) is { } loss)
        {
            console.WriteLine();
            Scenario scenario = loss.Verdict.Scenario!;
            console.WriteLine($"{protocol} on {scenario.Hardware.Name}, guest {Name(scenario.Guest)}:");
            console.WriteLine($"{loss.Verdict.Property.Violation()}, in {loss.Verdict.Length} steps.");
            console.WriteLine();
            CheckText.WriteColumns(loss.Verdict.Counterexample!, console);
        }

        console.WriteLine();
        foreach (string line in ThreadAnswer.Write(table)) console.WriteLine(line);
    }

    /// <summary>What tells two protocols apart.</summary>
    public static void WriteDifference(ComparisonTable table, IAnsiConsole console)
    {
        console.WriteLine();
        if (SideBySide.FindFirst(table.Rows[0], table.Rows[1]) is not { } difference)
        {
            console.WriteLine("No property tells the two apart for these guests.");
            return;
        }

        Scenario scenario = difference.Verdict.Scenario!;
        console.WriteLine($"{difference.ViolatingLabel} violates {Words.Of(difference.Property)} for guest {Name(scenario.Guest)},");
        console.WriteLine($"{difference.KeepingLabel} does not: {difference.Property.Violation()}. {ReductionText.ScheduleIn(difference.Violating)}, {difference.Verdict.Length} steps:");
        console.WriteLine();
        CheckText.WriteColumns(difference.Verdict.Counterexample!, console);
    }

    private static string Name(GuestProgram guest) => guest.Name == guest.Text ? $"'{guest.Text}'" : $"{guest.Name} ({guest.Text})";

    private static (CheckResult Result, Verdict Verdict)? FindShortestLoss(ComparisonTable table, string protocol)
    {
        IEnumerable<(CheckResult Result, Verdict Verdict)> losses =
            from row in table.Rows
            where row.Contender.Label == protocol
            from result in row.Results
            from verdict in result.Verdicts
            where verdict.Kind == VerdictKind.Violated && Losses.Contains(verdict.Property)
            select (result, verdict);
        return losses.OrderBy(loss => loss.Verdict.Length).Select(loss => ((CheckResult, Verdict)?)loss).FirstOrDefault();
    }

    private static void WriteTable(ComparisonTable table, IAnsiConsole console)
    {
        Table grid = new Table().Border(TableBorder.Simple).AddColumn(Column(table.Title));
        foreach (GuestProgram guest in table.Guests) grid.AddColumn(Column(guest.Name));
        foreach (string cost in (string[])["calls", "walks", "flushes", "steps", "faults early"]) grid.AddColumn(Column(cost).RightAligned());

        foreach (ComparisonRow row in table.Rows)
        {
            ProtocolCost cost = row.Contender.Cost;
            grid.AddRow((string[])
            [
                Markup.Escape(row.Contender.Label), .. row.Results.Select(Cell), $"{cost.Calls}", $"{cost.Walks}", $"{cost.Flushes}", $"{cost.Steps}",
                cost.FaultsEarly ? "yes" : "no",
            ]);
        }

        console.Write(grid);
    }

    private static TableColumn Column(string heading) => new TableColumn(Markup.Escape(heading)).Padding(0, 1);

    private static string Cell(CheckResult result)
    {
        string color = result.IsInconclusive ? "yellow" : result.Violated.IsEmpty ? "green" : Losses.Any(result.Violated.Contains) ? "red" : "default";
        return $"[{color}]{VerdictCell.Folded(result)}[/]";
    }

    private static void WriteLegend(IReadOnlyList<ComparisonTable> tables, IAnsiConsole console)
    {
        IEnumerable<Property> judged = tables[0].Rows[0].Results[0].Verdicts.Select(verdict => verdict.Property);
        foreach (Property[] pair in judged.Chunk(3))
            console.WriteLine(string.Join("  ", pair.Select(property => $"{property.Abbreviation()} {Words.Of(property),-23}")).TrimEnd());
        string counterexample = tables[0].Rows[0].Results[0].HasShortestSchedules ? "a shortest counterexample" : "a counterexample, of a reduced search: maybe not a shortest one";
        console.WriteLine($"The number is the length of {counterexample}; -: all hold; ?: the search stopped before it could tell.");
        console.WriteLine("Cost is that of one unmap of one page; faults early: a racing write faults before the entry is cleared.");
        CheckResult[] results = [.. tables.SelectMany(table => table.Rows).SelectMany(row => row.Results)];
        int stopped = results.Count(result => result.StopReason is not null);
        string unfinished = stopped == 0 ? "" : string.Create(null, $"; {stopped:N0} of the searches stopped before their end");
        console.WriteLine(string.Create(null, $"{results.Length:N0} scenarios, {results.Sum(result => result.States):N0} states{unfinished}."));
    }
}
