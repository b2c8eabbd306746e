using RaceModel.Checks.Campaigns;

namespace RaceModel.Checks.Reporting;

/// <summary>What a campaign never reached, as lines of text.</summary>
internal static class NeverReachedText
{
    public static IEnumerable<string> Lines(NeverReached never)
    {
        yield return $"rules that never fired: {List(never.Rules.Select(Words.Of))}";
        yield return $"properties never put to the test: {List(never.Properties.Select(Words.Of))}";
        foreach (NeverReachedIn scenario in never.Scenarios)
        {
            if (scenario.Properties.Count > 0) yield return $"{scenario.Name}: never put to the test: {List(scenario.Properties.Select(Words.Of))}";
            if (scenario.Steps.Count > 0) yield return $"{scenario.Name}: never taken: {string.Join("; ", scenario.Steps)}";
        }
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
