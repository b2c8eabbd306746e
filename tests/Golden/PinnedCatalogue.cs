using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests.Golden;

/// <summary>A scenario of the catalogue and what is pinned of it.</summary>
/// <param name="Table">The table that it stands in first.</param>
/// <param name="Name">Its row and column there.</param>
/// <param name="Scenario">What is run, within the reference bounds.</param>
/// <param name="Shortest">The violated properties, each with the steps of a shortest counterexample.</param>
internal sealed record PinnedScenario(string Table, string Name, Scenario Scenario, IReadOnlyDictionary<Property, int> Shortest)
{
    public PropertySet Violated => PropertySet.Of([.. Shortest.Keys]);
}

/// <summary>The whole catalogue: every hardware, unmap and guest, every variant and real software, with the pinned verdicts.</summary>
internal static class PinnedCatalogue
{
    /// <summary>Each scenario once, although some stand in several tables.</summary>
    public static IReadOnlyList<PinnedScenario> Scenarios { get; } =
        [.. CatalogueTables.Plans.SelectMany(Read).DistinctBy(pinned => ScenarioKey.Of(pinned.Scenario))];

    /// <summary>The tables, but for those whose scenarios all stand in earlier ones.</summary>
    public static TheoryData<string> Titles => [.. Scenarios.Select(pinned => pinned.Table).Distinct()];

    public static string FileOf(string title) => $"Catalogue/{title.Replace(", ", "_").Replace(' ', '-')}.txt";

    private static IEnumerable<PinnedScenario> Read(TablePlan plan)
    {
        string[] lines = GoldenFile.ReadLines(FileOf(plan.Title));
        return plan.Contenders.SelectMany(row => plan.Guests.Select(guest => (row, guest))).Zip(lines, (cell, line) =>
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal((cell.row.Label, cell.guest.Name), (words[0], words[1]));
            return new PinnedScenario(
                plan.Title, $"{words[0]} {words[1]}", new() { Hardware = cell.row.Hardware, Protocol = cell.row.Protocol, Guest = cell.guest },
                words[2..].Where(word => word != "-").ToDictionary(Property, word => int.Parse(word[2..], provider: null)));
        });
    }

    private static Property Property(string word) => Enum.GetValues<Property>().Single(property => word.StartsWith(property.Abbreviation(), StringComparison.Ordinal));
}
