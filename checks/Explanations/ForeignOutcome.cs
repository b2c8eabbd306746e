using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explanations;

/// <summary>
/// An outcome that the run without migration cannot have, beside the one that it can have that differs in the fewest parts, and in the
/// latest of them: what arrives rather than what the guest did.
/// </summary>
internal static class ForeignOutcome
{
    public static Falsification Of(Trace trace, OutcomeSet baseline)
    {
        Scenario scenario = trace.System.Scenario;
        string seen = Outcome.Of(trace.System, trace.Last).Write(scenario);
        IReadOnlyList<string> possible = baseline.Write();
        string nearest = possible.MinBy(outcome => (Differences(seen, outcome).Count(), -seen.AsSpan().CommonPrefixLength(outcome)))!;
        string differences = string.Join(" and ", Differences(seen, nearest).Select(part => $"{part.Seen} and not {part.Possible}"));
        return new(
            differences,
            [
                $"with migration     {seen}",
                $"without migration  {nearest}{(possible.Count > 1 ? $" (the nearest of {possible.Count})" : "")}",
                .. Fates(trace),
            ],
            [.. Locations(trace, seen, nearest)]);
    }

    private static IEnumerable<(string Seen, string Possible)> Differences(string seen, string possible) =>
        seen.Split(' ').Zip(possible.Split(' ')).Where(part => part.First != part.Second);

    private static List<string> Fates(Trace trace)
    {
        State end = trace.Last;
        var machine = new Machine<NoProbe>(ref end, trace.System.Compiled, default);
        List<string> fates = [];
        for (int page = 0; page < trace.System.Scenario.Pages; page++)
        {
            PageContent ram = machine.Ram(page);
            if (machine.Destination(page) != ram) fates.AddRange(DirtyBitFate.Of(trace, page, ram.Writer - 1));
        }

        return fates;
    }

    private static IEnumerable<FalsifiedLocation> Locations(Trace trace, string seen, string nearest)
    {
        foreach ((string part, string possible) in Differences(seen, nearest))
        {
            string[] values = part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(',');
            string[] others = possible[(possible.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(',');
            Func<int, Location> location = part[..part.IndexOf('=', StringComparison.Ordinal)] switch
            {
                "dst" => Location.Destination,
                "dma" => Location.Dma,
                "faults" => Location.Faults,
                "loads" => _ => Location.Loads,
                "awaits" => _ => Location.Awaits,
                _ => _ => Location.GuestPosition,
            };
            foreach (int index in Enumerable.Range(0, values.Length).Where(index => index >= others.Length || values[index] != others[index]))
                yield return Falsification.At(trace, location(index), trace.Steps.Count) with { Value = part };
        }
    }
}
