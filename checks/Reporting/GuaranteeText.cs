using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Synthesis;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>What each guarantee takes, as text.</summary>
internal static class GuaranteeText
{
    public static void Write(GuaranteeTable table, IAnsiConsole console)
    {
        foreach (HardwareGuarantees hardware in table.Hardware) WriteHardware(hardware, console);
        WriteSoftware(table, console);
        console.WriteLine(table.StopReason is { } reason
            ? $"Not complete ({reason}): a protocol that is shown is verified, but cheaper ones may have been missed."
            : "Each cheapest protocol is verified by exhaustive search; nothing cheaper gives the guarantee. What it costs: calls, flushes, walks.");
        console.WriteLine("Query, then unmap: two calls that exist, [read-dirty][clear-pte, flush]. Where they do not give a guarantee, another operation is needed.");
    }

    private static void WriteHardware(HardwareGuarantees hardware, IAnsiConsole console)
    {
        Table grid = new Table().Border(TableBorder.Simple);
        foreach (string heading in (string[])[hardware.Hardware.Name, "query, then unmap", "the cheapest", "calls", "flushes", "walks", "faults early"])
            grid.AddColumn(new TableColumn(Markup.Escape(heading)).Padding(0, 1));
        foreach (GuaranteeRow row in hardware.Rows)
        {
            FrontEntry[] front = [.. row.Cheapest.Front];
            grid.AddRow((string[])
            [
                Words.Of(row.Guarantee), Given(row.OfTwoCalls),
                front.Length == 0 ? row.Cheapest.StopReason is null ? "none" : "?" : Lines(front, (_, protocol) => Markup.Escape(protocol.Candidate.Text)),
                Lines(front, (cost, _) => $"{cost.Calls}"), Lines(front, (cost, _) => $"{cost.Flushes}"), Lines(front, (cost, _) => $"{cost.Walks}"),
                Lines(front, (cost, _) => cost.FaultsEarly ? "yes" : "no"),
            ]);
        }

        console.Write(grid);
    }

    private static void WriteSoftware(GuaranteeTable table, IAnsiConsole console)
    {
        if (table.Software.Count == 0) return;
        Table grid = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("real software").Padding(0, 1));
        foreach (Guarantee guarantee in Enum.GetValues<Guarantee>()) grid.AddColumn(new TableColumn(Words.Of(guarantee)).Padding(0, 1));
        foreach (SoftwareGuarantees row in table.Software)
        {
            grid.AddRow((string[])[Markup.Escape(row.Software.Name), .. Enum.GetValues<Guarantee>().Select(guarantee =>
                Given(row.Refutations[guarantee]))]);
        }

        console.Write(grid);
    }

    private static string Given(Refutation? refutation) => refutation is null ? "yes" : Markup.Escape($"not for {refutation.Requirement.Guest.Name}");

    private static string Lines(FrontEntry[] front, Func<CostVector, VerifiedCandidate, string> write) =>
        string.Join('\n', front.SelectMany(entry => entry.Protocols.Select(protocol => write(entry.Cost, protocol))));
}
