using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;
using Xunit;

namespace RaceModel.Tests.Reduction;

/// <summary>A reduced search says of every scenario what the full one says.</summary>
public class ReducedSearchTests
{
    public static TheoryData<Reductions> Combinations =>
        [Reductions.PartialOrder, Reductions.Local, Reductions.PartialOrder | Reductions.Local];

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
}
