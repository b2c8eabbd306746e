using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Reduction;

/// <summary>A reduced search says of every scenario what the full one says.</summary>
public class ReducedSearchTests
{
    public static TheoryData<Reductions> Combinations =>
        [Reductions.PartialOrder, Reductions.Local, Reductions.PartialOrder | Reductions.Local];

    [Fact]
    public void TheCatalogueHasTheVerdictsOfTheFullSearch()
    {
        var reduced = new Comparer(CatalogueTables.Bounds, new SearchLimits(), ReductionWords.AllReductions).Compare(CatalogueTables.Plans, _ => { });
        CheckResult[] full = [.. ResultsOf(CatalogueTables.Tables)];

        Assert.All(ResultsOf(reduced), (result, index) =>
        {
            Assert.Equal(full[index].Violated, result.Violated);
            Assert.Equal(full[index].Outcomes, result.Outcomes);
        });
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void RandomScenariosHaveTheVerdictsOfTheFullSearch(Reductions reductions) => RandomCheck.ForAllSmall(400, maxStates: 4_000, search =>
    {
        Scenario scenario = search.System.Scenario;
        CheckResult full = new Checker(new SearchLimits()).Check(scenario, PropertySet.All);
        CheckResult reduced = new Checker(new SearchLimits(), reductions).Check(scenario, PropertySet.All);

        Assert.Equal(full.Violated, reduced.Violated);
        Assert.Equal(full.Outcomes, reduced.Outcomes);
        Assert.Equal(full.BaselineOutcomes, reduced.BaselineOutcomes);
        Assert.True(reduced.States <= full.States);
        foreach (Verdict verdict in reduced.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated))
        {
            Assert.Null(Replay.Run(verdict.Counterexample!).Divergence);
            Assert.True(verdict.Length >= full[verdict.Property].Length);
        }
    });

    private static IEnumerable<CheckResult> ResultsOf(IEnumerable<ComparisonTable> tables) =>
        tables.SelectMany(table => table.Rows).SelectMany(row => row.Results);
}
