using RaceModel.Checks.Campaigns;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>A depth-first search in a campaign: each execution follows from those before it, and a bound is exhausted or not.</summary>
public sealed class DepthFirstCampaignTests
{
    private const string Holding = "\"unmap\": \"two-call\", \"guest\": \"racing\", \"pages\": 1, \"rounds\": 0, \"properties\": [\"no-lost-acked-write\"], \"expected\": \"holds\"";

    [Theory]
    [InlineData(0, 1_000_000, 0, "all without a preemption")]
    [InlineData(1, 1_000_000, 1, "all with at most 1 preemption")]
    [InlineData(2, 1_000_000, 2, "all with at most 2 preemptions")]
    [InlineData(32, 1_200, 1, "all with at most 1 preemption")]
    [InlineData(32, 3, null, "not all of those without a preemption")]
    public void It_says_which_bound_is_exhausted(int preemptions, int iterations, int? exhausted, string text)
    {
        using var harness = new CampaignHarness();
        TestResult result = Assert.Single(harness.Run(Campaign(preemptions, iterations)).Tests);

        Assert.Equal(exhausted, result.ExhaustedPreemptions);
        Assert.Equal(TestVerdict.AsExpected, result.Verdict);
        Assert.Equal($"no violation found; {result.Explored:N0} executions, {text}", Checks.Reporting.CampaignText.Describe(result));
    }

    [Fact]
    public void It_does_not_depend_on_workers_and_can_be_resumed_anywhere()
    {
        using CampaignHarness one = new(), many = new(), interrupted = new();
        Campaign campaign = CampaignText.Parse(CampaignText.Scenario(
            "\"unmap\": \"two-call\", \"guest\": \"racing\", \"strategies\": [\"dfs\"], \"iterations\": 3500, "
            + "\"expected\": { \"violated\": [\"no-lost-write\", \"no-unrecoverable-fault\"] }"));
        string expected = CampaignHarness.Timeless(one.Run(campaign, new() { Workers = 1 }));
        Assert.Equal(expected, CampaignHarness.Timeless(many.Run(campaign, new() { Workers = 4 })));

        for (int chunks = 1; chunks <= 3; chunks++)
        {
            CampaignResult earlier = ResultReader.Read(interrupted.InterruptAfter(chunks, campaign));
            Assert.Equal(chunks * TestRun.ChunkSize, earlier.Tests[0].Explored);
            Assert.Equal(expected, CampaignHarness.Timeless(interrupted.Run(campaign, new() { Earlier = earlier })));
        }
    }

    private static Campaign Campaign(int preemptions, int iterations) => CampaignText.Parse(CampaignText.Scenario(
        $$"""{{Holding}}, "strategies": [{ "strategy": "dfs", "strategyValue": {{preemptions}}, "iterations": {{iterations}} }]"""));
}
