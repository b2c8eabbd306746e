using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>A campaign can be interrupted at any time; going on gives what it would have given without the interruption.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(11)]
    public void A_resumed_campaign_gives_the_same_as_one_that_ran_through(int changes)
    {
        using CampaignHarness through = new(), interrupted = new();
        Campaign campaign = CampaignText.Parse(CampaignText.Small);
        string expected = CampaignHarness.Timeless(through.Run(campaign));

        string file = interrupted.InterruptAfter(changes, campaign);
        CampaignResult earlier = ResultReader.Read(file);
        Assert.Equal(TestVerdict.Inconclusive, earlier.Verdict);
        CampaignResult resumed = interrupted.Run(campaign, new() { Workers = 3, Earlier = earlier });

        Assert.Equal(expected, CampaignHarness.Timeless(resumed));
    }

    [Fact]
    public void What_is_done_is_not_done_again()
    {
        using var harness = new CampaignHarness();
        Campaign campaign = CampaignText.Parse(CampaignText.Small);
        CampaignResult result = harness.Run(campaign);
        int changes = 0;

        CampaignResult again = harness.Run(campaign, new() { Earlier = ResultReader.Read(harness.Write("r.json", result)), Changed = (_, _) => changes++ });

        Assert.Equal(0, changes);
        Assert.Equal(CampaignHarness.Timeless(result), CampaignHarness.Timeless(again));
    }

    [Fact]
    public void An_interrupted_campaign_says_what_is_missing()
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(CampaignText.Small, new() { Cancellation = new(canceled: true) });

        Assert.Equal(TestVerdict.Inconclusive, result.Verdict);
        Assert.All(result.Tests, test => Assert.Equal("not run: stopped by interruption", test.StopReason));
    }

    [Fact]
    public void Time_that_is_up_ends_a_campaign()
    {
        using var harness = new CampaignHarness();
        Campaign campaign = CampaignText.Parse(CampaignText.Small) with { Timeout = TimeSpan.FromSeconds(25) };

        CampaignResult result = harness.Run(campaign, new() { Workers = 1, Clock = new SteppingClock() });

        Assert.Equal(TestVerdict.Inconclusive, result.Verdict);
        Assert.Contains("stopped after 25 s", result.Tests[^1].StopReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exhaustive")]
    [InlineData("random")]
    public void Time_that_is_up_for_one_scenario_leaves_the_others_alone(string strategy)
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(
            $$"""
            { "scenarios": {
                "slow": { "unmap": "two-call", "guest": "dma 0; dma 1; dma 2; unmap 0-2", "pages": 3, "strategies": ["{{strategy}}"], "timeout": 1, "expected": "holds" },
                "other": { "unmap": "two-call", "guest": "quiesced", "strategies": ["random"], "iterations": 3, "expected": "holds" } } }
            """,
            new() { Workers = 1, Clock = new SteppingClock() });

        Assert.Contains("stopped after 1 s", result.Tests[0].StopReason, StringComparison.Ordinal);
        Assert.True(result.Tests[1].IsFinished);
    }

    [Fact]
    public void A_search_without_room_is_inconclusive()
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(CampaignText.Scenario(
            "\"unmap\": \"two-call\", \"guest\": \"quiesced\", \"strategies\": [\"exhaustive\"], \"maxStates\": 100, \"expected\": \"holds\""));

        Assert.Equal("stopped after 100 states", result.Tests[0].StopReason);
        Assert.Equal(TestVerdict.Inconclusive, result.Verdict);
        Assert.InRange(result.Tests[0].Explored, 100, 110);
    }

    [Fact]
    public void A_violation_that_was_not_expected_counts_although_the_test_did_not_end()
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(CampaignText.Scenario(
            "\"unmap\": \"two-call\", \"guest\": \"racing\", \"strategies\": [\"exhaustive\"], \"maxStates\": 150, \"expected\": \"holds\""));

        Assert.Equal(TestVerdict.NotAsExpected, result.Verdict);
        Assert.Equal(PropertySet.Of(Property.NoUnrecoverableFault), result.Tests[0].Unexpected);
    }

    [Fact]
    public void The_file_is_valid_whenever_it_is_looked_at()
    {
        using var harness = new CampaignHarness();
        var file = new ResultFile(Path.Combine(harness.Path, "campaign.json"), TimeProvider.System);
        int looks = 0;
        harness.Run(CampaignText.Parse(CampaignText.Small), new()
        {
            Workers = 2,
            Changed = (result, _) =>
            {
                file.Update(result, atOnce: true);
                Assert.Equal(8, ResultReader.Read(file.Path).Tests.Count);
                looks++;
            },
        });

        Assert.True(looks > 8);
        Assert.Empty(Directory.GetFiles(harness.Path, "*.tmp"));
    }

    [Theory]
    [InlineData("racing-load", "racing-await", "is not of this campaign: scenarios, strategies or seed of 'my.config.json' or of the options differ; start anew without --resume")]
    [InlineData("\"seed\": 3", "\"seed\": 4", "is not of this campaign: scenarios, strategies or seed of 'my.config.json' or of the options differ; start anew without --resume")]
    public void A_file_of_another_campaign_is_refused(string was, string becomes, string error)
    {
        using var harness = new CampaignHarness();
        var earlier = new ResultPart("old.json", harness.Run(CampaignText.Small, new() { Cancellation = new(canceled: true) }));
        Campaign changed = CampaignText.Parse(CampaignText.Small.Replace(was, becomes, StringComparison.Ordinal));

        Assert.Equal($"old.json: {error}", Assert.Throws<InputException>(() => ShardMerge.CheckContinues(earlier, changed, Shard.Whole)).Message);
    }

    [Fact]
    public void A_file_of_another_model_or_part_is_refused()
    {
        using var harness = new CampaignHarness();
        Campaign campaign = CampaignText.Parse(CampaignText.Small);
        CampaignResult result = harness.Run(campaign, new() { Cancellation = new(canceled: true) });

        Assert.Equal(
            $"o: was made by model old; this is model {TransitionSystem.ModelVersion}: run it again",
            Assert.Throws<InputException>(() => ShardMerge.CheckContinues(new("o", result with { ModelVersion = "old" }), campaign, Shard.Whole)).Message);
        Assert.Equal(
            "o: is part 2/3, not part 1/1; give --shard 2/3",
            Assert.Throws<InputException>(() => ShardMerge.CheckContinues(new("o", result with { Shard = new(2, 3) }), campaign, Shard.Whole)).Message);
    }
}
