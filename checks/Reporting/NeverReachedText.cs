using RaceModel.Checks.Campaigns;

namespace RaceModel.Checks.Reporting;

/// <summary>What a campaign never reached, as lines of text. Scenarios of which the same is to be said share a line.</summary>
internal static class NeverReachedText
{
    public static IEnumerable<string> Lines(NeverReached never)
    {
        yield return $"rules that never fired: {List(never.Rules.Select(Words.Of))}";
        yield return $"properties never put to the test: {List(never.Properties.Select(Words.Of))}";
        foreach (string line in Shared(never, "not put to the test", scenario => List(scenario.Properties.Select(Words.Of)), scenario => scenario.Properties.Count))
            yield return line;
        foreach (string line in Shared(never, "never taken", scenario => string.Join("; ", scenario.Steps), scenario => scenario.Steps.Count))
            yield return line;
    }

    private static IEnumerable<string> Shared(NeverReached never, string what, Func<NeverReachedIn, string> describe, Func<NeverReachedIn, int> count) => never.Scenarios
        .Where(scenario => count(scenario) > 0)
        .GroupBy(describe, StringComparer.Ordinal)
        .Select(same => $"{what}: {same.Key} (in {string.Join(", ", same.Select(scenario => scenario.Name))})");

    private static string List(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
