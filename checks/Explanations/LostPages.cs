using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Explanations;

/// <summary>Pages that arrive older than they should: what each side holds, and what became of the dirty bit.</summary>
internal static class LostPages
{
    /// <summary>The versions of a page at switch-over.</summary>
    public readonly record struct Versions(int Page, int Arrived, int Ram, string RamText, int Acknowledged, int Seen);

    public static Falsification Of(
        Trace trace, Func<Versions, bool> isLost, Func<Versions, string> expected, Func<int, Location> witness)
    {
        State end = trace.Last;
        var machine = new Machine<NoProbe>(ref end, trace.System.Compiled, default);
        List<string> sides = [], fates = [];
        List<FalsifiedLocation> locations = [];
        for (int page = 0; page < trace.System.Scenario.Pages; page++)
        {
            PageContent arrived = machine.Destination(page), ram = machine.Ram(page);
            var versions = new Versions(page, arrived.Version, ram.Version, Describe(ram), machine.Acknowledged(page), machine.Seen(page));
            if (!isLost(versions)) continue;

            sides.Add($"page {page}: the destination has {Describe(arrived)}, {expected(versions)}");
            fates.AddRange(DirtyBitFate.Of(trace, page, ram.Writer - 1));
            locations.Add(Falsification.At(trace, Location.Destination(page), trace.Steps.Count));
            locations.Add(Falsification.At(trace, witness(page), trace.Steps.Count));
        }

        return new(string.Join("; ", sides), fates, locations);
    }

    private static string Describe(PageContent content) =>
        content.Version == 0 ? "version 0 (as at the start)" : $"version {content.Version} (DMA {content.Writer})";
}
