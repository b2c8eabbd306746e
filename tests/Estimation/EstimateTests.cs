using RaceModel.Checks.Estimation;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests;

/// <summary>How many states a search will find, told from its beginning.</summary>
public class EstimateTests
{
    private const int Seed = 1;

    [Fact]
    public void NineInTenCountsLieInTheInterval()
    {
        int tried = 0, within = 0;
        foreach (Scenario scenario in Calibration)
        {
            long states = new Checker(new SearchLimits()).Check(scenario, PropertySet.Of(Property.NoLostWrite)).States;
            foreach (int part in (int[])[2, 4, 10, 30, 100])
            {
                ScenarioEstimate estimate = ScenarioEstimate.Of(scenario, new() { MaxStates = Math.Max(states / part, 100) }, Seed);
                tried++;
                within += estimate.States.Low <= states && states <= estimate.States.High ? 1 : 0;
            }
        }

        Assert.True(within >= tried * 0.9, $"{within} of {tried}");
        Assert.True(within < tried, "an interval that is never missed is too wide");
    }

    [Fact]
    public void ACompleteSearchIsNoEstimate()
    {
        Scenario scenario = ScenarioText.Parse("unmap: two-call | guest: racing");
        ScenarioEstimate estimate = ScenarioEstimate.Of(scenario, new(), Seed);
        long states = new Checker(new SearchLimits()).Check(scenario, PropertySet.All).States;

        Assert.True(estimate.IsComplete);
        Assert.Equal(new SizeEstimate(states, states, states), estimate.States);
        Assert.Equal((estimate.Bytes, estimate.Bytes), estimate.TotalBytes);
    }

    [Fact]
    public void AFartherExtrapolationHasAWiderInterval()
    {
        Scenario scenario = ScenarioText.Parse("unmap: two-call | guest: range | pages: 3 | rounds: 2");
        SizeEstimate near = ScenarioEstimate.Of(scenario, new() { MaxStates = 20_000 }, Seed).States;
        SizeEstimate far = ScenarioEstimate.Of(scenario, new() { MaxStates = 1_000 }, Seed).States;

        Assert.True(far.High / far.Low > near.High / near.Low);
        Assert.True(near.Low < near.Likely && near.Likely < near.High);
    }

    [Fact]
    public void TheSameSeedGivesTheSameText()
    {
        string[] command = ["estimate", "--unmap", "two-call", "--guest", "range", "--pages", "3", "--states", "5000"];
        string states = Assert.Single(Tool.Run(command).Lines, IsOfStates);

        Assert.Contains(" to ", states, StringComparison.Ordinal);
        Assert.Equal(states, Assert.Single(Tool.Run(command).Lines, IsOfStates));
        Assert.Equal(2, Tool.Run("estimate", "--unmap", "two-call", "--guest", "range", "--states", "many").ExitCode);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(7, "7")]
    [InlineData(5_536_935, "5,500,000")]
    [InlineData(999, "1,000")]
    public void AnEstimateIsRounded(double value, string text) => Assert.Equal(text, EstimateText.Rounded(value));

    private static bool IsOfStates(string line) => line.StartsWith("states ", StringComparison.Ordinal);

    private static IEnumerable<Scenario> Calibration =>
        from guest in ShippedEntries.GuestNames
        from unmap in (string[])["plain", "two-call", "hide-flush-collect"]
        from bounds in (string[])["pages: 2 | rounds: 1", "pages: 3 | rounds: 2", "pages: 4 | rounds: 3"]
        select ScenarioText.Parse($"unmap: {unmap} | guest: {guest} | {bounds}");
}
