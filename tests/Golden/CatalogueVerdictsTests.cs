using System.Text;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;
using Xunit;

namespace RaceModel.Tests.Golden;

/// <summary>All tables of the catalogue, computed once.</summary>
internal static class CatalogueTables
{
    internal static IReadOnlyList<TablePlan> Plans { get; } = [.. CataloguePlans.Of(
        Catalogue.Shipped, Catalogue.Shipped.Hardware.Entries, Catalogue.Shipped.Hardware["vtd"], StandardProtocol)];

    internal static ComparisonBounds Bounds { get; } = new(2, 1, 1, Observer.Guest, PropertySet.All);

    internal static IReadOnlyList<ComparisonTable> Tables => Computed.Value;

    private static readonly Lazy<IReadOnlyList<ComparisonTable>> Computed =
        new(() => new Comparer(Bounds, new SearchLimits()).Compare(Plans, _ => { }));

    private static Protocol StandardProtocol(HardwareProfile hardware, UnmapProtocol unmap) => new()
    {
        Enable = ShippedEntries.DefaultEnable(hardware),
        Query = ShippedEntries.Query("clear-flush"),
        Unmap = unmap,
    };
}

/// <summary>The verdicts and shortest lengths of the whole catalogue are those that are pinned.</summary>
public sealed class CatalogueVerdictsTests
{
    public static TheoryData<string> Titles => new(CatalogueTables.Plans.Select(plan => plan.Title));

    [Theory]
    [MemberData(nameof(Titles))]
    public void Verdicts_are_as_pinned(string title)
    {
        ComparisonTable table = CatalogueTables.Tables.Single(candidate => candidate.Title == title);

        Assert.False(table.IsInconclusive);
        GoldenFile.AssertEqual(PinnedCatalogue.FileOf(title), Write(table));
    }

    private static string Write(ComparisonTable table)
    {
        var text = new StringBuilder();
        foreach (ComparisonRow row in table.Rows)
        {
            foreach (CheckResult result in row.Results)
                text.Append(null, $"{row.Contender.Label,-25} {result.Scenario.Guest.Name,-13} {VerdictCell.Of(result)}\n");
        }

        return text.ToString();
    }
}
