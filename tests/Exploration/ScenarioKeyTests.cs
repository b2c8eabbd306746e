using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Scenarios that are checked as one have the same runs.</summary>
public class ScenarioKeyTests
{
    public static TheoryData<string> Guests => [.. ShippedEntries.GuestNames];

    [Theory]
    [MemberData(nameof(Guests))]
    public void TheSameRunsGiveTheSameResult(string guest)
    {
        IEnumerable<IGrouping<string, Scenario>> groups =
            from unmap in (string[])["two-call", "atomic-exchange"]
            from rest in (string[])["", "big-lock: false", "enumerate: guest"]
            let scenario = ScenarioText.Parse($"unmap: {unmap} | {rest} | guest: {guest} | rounds: 0")
            group scenario by ScenarioKey.OfRuns(scenario);

        Assert.InRange(groups.Count(), 1, 5);
        foreach (IGrouping<string, Scenario> group in groups) Assert.Single(group.Select(Result).Distinct());
    }

    [Theory]
    [InlineData("unmap: two-call | guest: racing", "big-lock: false")]
    [InlineData("unmap: two-call | guest: racing", "rounds: 0")]
    [InlineData("unmap: two-call | guest: lazy", "enumerate: guest")]
    public void WhatMattersIsInTheKey(string scenario, string change)
    {
        Scenario changed = ScenarioText.Parse($"{scenario} | {change}"), unchanged = ScenarioText.Parse(scenario);

        Assert.NotEqual(ScenarioKey.OfRuns(unchanged), ScenarioKey.OfRuns(changed));
        Assert.NotEqual(Result(unchanged), Result(changed));
    }

    [Fact]
    public void ACheckpointTellsApartWhatIsPackedDifferently()
    {
        Scenario host = ScenarioText.Parse("guest: racing"), guest = ScenarioText.Parse("guest: racing | enumerate: guest");

        Assert.Equal(ScenarioKey.OfRuns(host), ScenarioKey.OfRuns(guest));
        Assert.NotEqual(ScenarioKey.Of(host), ScenarioKey.Of(guest));
    }

    private static string Result(Scenario scenario)
    {
        CheckResult result = new Checker(new SearchLimits()).Check(scenario, PropertySet.All);
        return $"{result.States} {result.Transitions} {result.Depth} {VerdictText.Of(result)} {string.Join("; ", result.Outcomes)}";
    }
}
