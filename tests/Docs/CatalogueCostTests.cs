using RaceModel.Checks.Catalogues;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Docs;

/// <summary>The cost table of <c>docs/catalogue.md</c> is what the model counts.</summary>
public sealed class CatalogueCostTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "catalogue.md"));

    public static TheoryData<string> Unmaps => new(Catalogue.Shipped.Unmap.Names);

    [Theory]
    [MemberData(nameof(Unmaps))]
    public void Cost_is_in_the_table(string unmap)
    {
        ProtocolCost cost = ProtocolCost.Of(Catalogue.Shipped.Unmap[unmap]);
        string row = $"| `{unmap}` | {cost.Calls} | {cost.Walks} | {cost.Flushes} | {cost.Steps} | {(cost.FaultsEarly ? "yes" : "no")} |";
        Assert.Contains(row, Page, StringComparison.Ordinal);
    }
}
