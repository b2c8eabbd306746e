using RaceModel.Checks.Catalogues;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>The catalogue as text: each entry, what it is, and its source.</summary>
internal static class CatalogueText
{
    public static void Write(Catalogue catalogue, IAnsiConsole console)
    {
        WriteSection("hardware", catalogue.Hardware.Entries, entry => (entry.Name, Knobs(entry), entry.Source), console);
        WriteSection("enable", catalogue.Enable.Entries, entry => (entry.Name, entry.Text, entry.Source), console);
        WriteSection("query", catalogue.Query.Entries, entry => (entry.Name, entry.Text, entry.Source), console);
        WriteSection("unmap", catalogue.Unmap.Entries, entry => (entry.Name, entry.Text, entry.Source), console);
        WriteSection("guests", catalogue.Guests.Entries, entry => (entry.Name, entry.Text, entry.Source), console);
        WriteSection("software", catalogue.Software.Entries, entry => (entry.Name, Parts(entry), entry.Source), console);
    }

    private static void WriteSection<T>(
        string heading, IEnumerable<T> entries, Func<T, (string Name, string Content, string Source)> describe, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{heading}[/]");
        foreach (T entry in entries)
        {
            (string name, string content, string source) = describe(entry);
            console.WriteLine($"  {name,-26}{content}");
            if (source.Length > 0) console.MarkupLineInterpolated($"{"",28}[dim]{source}[/]");
        }

        console.WriteLine();
    }

    private static string Knobs(HardwareProfile hardware) =>
        $"tracking {Words.Of(hardware.Tracking)}, new mappings {(hardware.NewMappingDirty ? "dirty" : "clean")}, {Words.Of(hardware.DirtyUpdate)}, "
        + $"drain {Words.Of(hardware.Drain)}, fault {Words.Of(hardware.Fault)}, abort {Words.Of(hardware.Abort)}"
        + (hardware.IsolateAfter > 0 ? $", isolates after {hardware.IsolateAfter}" : "") + (hardware.Ats ? ", ATS" : "");

    private static string Parts(SoftwareRow row) =>
        $"{row.Hardware.Name}: enable {row.Protocol.Enable.Name}, query {row.Protocol.Query.Name}, unmap {row.Protocol.Unmap.Name}, "
        + $"big lock {(row.Protocol.BigLock ? "on" : "off")}, enumerate {Words.Of(row.Protocol.Enumerate)}";
}
