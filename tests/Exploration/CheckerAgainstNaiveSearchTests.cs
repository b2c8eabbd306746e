using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The checker and a search without any of its tricks find the same, number by number.</summary>
public class CheckerAgainstNaiveSearchTests
{
    [Fact]
    public void VerdictsLengthsOutcomesAndCountsAgree() => RandomCheck.ForAllSmall(400, maxStates: 30_000, naive =>
    {
        Scenario scenario = naive.System.Scenario;
        CheckResult result = new Checker(new SearchLimits()).Check(scenario, PropertySet.All);
        NaiveSearch baseline = NaiveSearch.Run(TransitionSystem.WithoutMigration(scenario), int.MaxValue)!;
        Dictionary<string, int> outcomes = naive.FindOutcomes(), allowed = baseline.FindOutcomes();

        Dictionary<Property, int> lengths = new(naive.Violations);
        if (naive.FindStuckDepth() is { } stuck) lengths.Add(Property.AlwaysCompletes, stuck);
        if (outcomes.Where(pair => !allowed.ContainsKey(pair.Key)).Select(pair => (int?)pair.Value).Min() is { } end)
            lengths.Add(Property.RefinesNoMigration, end);

        Assert.All(result.Verdicts, verdict => Assert.Equal(lengths.TryGetValue(verdict.Property, out int length) ? length : null, verdict.Length));
        Assert.Equal(outcomes.Keys.Order(StringComparer.Ordinal), result.Outcomes);
        Assert.Equal(allowed.Keys.Order(StringComparer.Ordinal), result.BaselineOutcomes);
        Assert.Equal(naive.States.Count, result.States);
        Assert.Equal(naive.Transitions, result.Transitions);
        Assert.Equal(naive.Depths[^1], result.Depth);
    });
}
