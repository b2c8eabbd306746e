using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>What a campaign's file means, and where it is wrong.</summary>
public sealed class CampaignFileTests
{
    private const string Holds = "\"expected\": \"holds\"";

    [Fact]
    public void A_scenario_is_put_together_from_the_catalogue()
    {
        CampaignScenario scenario = CampaignText.ParseScenario($$"""
            "hardware": "smmuv3", "iotlb": "cold", "query": "clear-no-flush", "finalQuery": "report-all", "unmap": "two-call", "bigLock": false,
            "copyOrder": "copy-then-clear", "enumerate": "guest", "guest": "racing", "pages": 3, "devices": 2, "rounds": 0, "observer": "host", {{Holds}}
            """);

        Scenario expected = new()
        {
            Hardware = Catalogue.Shipped.Hardware["smmuv3"] with { Iotlb = IotlbStart.Cold },
            Protocol = new()
            {
                Enable = Catalogue.Shipped.Enable["always-on"],
                Query = Catalogue.Shipped.Query["clear-no-flush"],
                FinalQuery = Catalogue.Shipped.Query["report-all"],
                Unmap = Catalogue.Shipped.Unmap["two-call"],
                BigLock = false,
                CopyOrder = CopyOrder.CopyThenClear,
                Enumerate = Enumeration.Guest,
            },
            Guest = Catalogue.Shipped.Guests["racing"],
            Pages = 3,
            Devices = 2,
            Rounds = 0,
            Observer = Observer.Host,
        };
        Assert.Equal(expected, scenario.Scenario);
        Assert.Equal(PropertySet.All, scenario.Judged);
        Assert.True(scenario.Expected.IsEmpty);
    }

    [Fact]
    public void What_is_left_out_is_as_on_the_command_line()
    {
        CampaignScenario scenario = CampaignText.ParseScenario($"\"unmap\": \"two-call\", \"guest\": \"racing\", {Holds}");

        Assert.Equal(ScenarioKey.Of(ScenarioText.Parse("unmap: two-call | guest: racing")), ScenarioKey.Of(scenario.Scenario));
        Assert.Equal(["exhaustive", "portfolio"], scenario.Plans.Select(plan => plan.Label));
        Assert.All(scenario.Plans, plan => Assert.Equal(10_000, plan.Iterations));
    }

    [Fact]
    public void Software_brings_its_parts_and_other_keys_change_them()
    {
        CampaignScenario scenario = CampaignText.ParseScenario($"\"software\": \"qemu-11-iommufd\", \"query\": \"clear-flush\", \"guest\": \"racing\", {Holds}");

        SoftwareRow row = Catalogue.Shipped.Software["qemu-11-iommufd"];
        Assert.Equal(row.Protocol with { Query = Catalogue.Shipped.Query["clear-flush"] }, scenario.Scenario.Protocol);
        Assert.Equal(row.Hardware, scenario.Scenario.Hardware);
    }

    [Theory]
    [InlineData("\"unmap\": \"[read-dirty][clear-pte, flush]\", \"guest\": \"dma 0; unmap 0\"")]
    [InlineData("""
        "unmap": { "mine": { "calls": [["read-dirty"], ["clear-pte", "flush"]] } }, "guest": { "other": { "program": "dma 0; unmap 0" } },
        "hardware": { "plain": { } }, "query": { "q": { "primitives": ["test-and-clear-dirty", "flush"] } }
        """)]
    public void Parts_can_be_written_inline(string parts)
    {
        Scenario scenario = CampaignText.ParseScenario($"{parts}, {Holds}").Scenario;

        Assert.Equal("[read-dirty][clear-pte, flush]", scenario.Protocol.Unmap.Text);
        Assert.Equal("dma 0; unmap 0", scenario.Guest.Text);
    }

    [Fact]
    public void Budgets_of_the_innermost_place_count()
    {
        Campaign campaign = CampaignText.Parse("""
            { "iterations": 10, "maxUnfairSteps": 11, "timeout": 12, "strategies": ["random", { "strategy": "pct", "strategyValue": 5, "iterations": 30 }],
              "scenarios": {
                "file": { "unmap": "plain", "guest": "racing", "expected": "holds" },
                "own": { "unmap": "plain", "guest": "racing", "iterations": 20, "maxSteps": 21, "timeout": 22, "expected": "holds" },
                "list": { "unmap": "plain", "guest": "racing", "strategies": ["exhaustive", { "strategy": "dfs", "maxFairSteps": 7 }], "expected": "holds" } } }
            """);

        Assert.Equal(TimeSpan.FromSeconds(12), campaign.Timeout);
        TestPlan[] plans = [.. campaign.Tests.Select(test => test.Plan)];
        Assert.Equal(["random", "pct(5)", "random", "pct(5)", "exhaustive", "dfs"], plans.Select(plan => plan.Label));
        Assert.Equal([10, 30, 20, 20, 10, 10], plans.Select(plan => plan.Iterations));
        Assert.Equal([11, 11, 21, 21, 11, 11], plans.Select(plan => plan.Steps.MaxUnfairSteps));
        Assert.Equal([2500, 2500, 210, 210, 2500, 7], plans.Select(plan => plan.Steps.MaxFairSteps));
        Assert.Equal(TimeSpan.FromSeconds(22), plans[2].Timeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, plans[0].Timeout);
    }

    [Theory]
    [InlineData("prioritization", "Pct")]
    [InlineData("fair-prioritization", "FairPct")]
    [InlineData("delay-bounding", "DelayBounded")]
    public void Coyotes_words_are_understood(string word, string strategy)
    {
        CampaignScenario scenario = CampaignText.ParseScenario($"\"unmap\": \"plain\", \"guest\": \"racing\", \"strategies\": [\"{word}\"], {Holds}");

        Assert.Equal(strategy, Assert.Single(scenario.Plans).Strategy.ToString());
    }

    [Fact]
    public void Expected_violations_are_named()
    {
        CampaignScenario scenario = CampaignText.ParseScenario("""
            "unmap": "plain", "guest": "racing", "properties": ["no-lost-write", "no-unrecoverable-fault"], "expected": { "violated": ["no-lost-write"] }
            """);

        Assert.Equal(PropertySet.Of(Property.NoLostWrite), scenario.Expected);
        Assert.Equal(PropertySet.Of(Property.NoLostWrite, Property.NoUnrecoverableFault), scenario.Judged);
        Assert.Equal("violated: no-lost-write", scenario.Expectation);
    }

    [Fact]
    public void Catalogue_files_are_looked_up_beside_the_campaign()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.json", """{ "guests": { "my-guest": { "program": "dma 0; unmap 0; load 0" } } }""");
        string path = folder.Write("c.json", $$"""{ "catalogue": ["mine.json"], "scenarios": { "s": { "unmap": "plain", "guest": "my-guest", {{Holds}} } } }""");

        Assert.Equal("my-guest", CampaignFile.Read(path).Scenarios[0].Scenario.Guest.Name);
    }

    [Theory]
    [InlineData("[]", "1:1: expected an object for campaign 'my.config.json', found a list")]
    [InlineData("{}", "1:1: campaign 'my.config.json' has no key 'scenarios'; expected an object with a key for each scenario as 'scenarios'")]
    [InlineData("{ \"scenarios\": {} }", "1:16: there is no scenario; expected at least one")]
    [InlineData("{ \"scenario\": {} }", "1:3: unknown key 'scenario'; did you mean 'scenarios'?")]
    [InlineData("{ \"scenarios\": { \"\": { } } }", "1:18: the scenario has no name; expected one that reports can show")]
    [InlineData("{ \"seed\": -1, \"scenarios\": { } }", "1:11: expected a whole number from 0 to 2147483647 as 'seed', found -1")]
    [InlineData("{ \"iterations\": 0, \"scenarios\": { } }", "1:17: 'iterations' is 0; expected a number above 0")]
    [InlineData("{ \"maxSteps\": 5, \"maxFairSteps\": 6 }", "1:15: 'maxSteps' sets 'maxUnfairSteps', and 'maxFairSteps' to 10 times as much; expected it alone, or the others")]
    [InlineData("{ \"strategies\": [] }", "1:17: there is no strategy; expected at least one")]
    [InlineData("{ \"strategies\": [\"radom\"] }", "1:18: unknown strategy 'radom'; did you mean 'random'?")]
    [InlineData("{ \"strategies\": [{ \"strategy\": \"pct\", \"strategyValue\": 99 }] }", "1:56: 99 is no value of strategy 'pct' (bug depth); expected 1 to 32")]
    [InlineData("{ \"strategies\": [{ \"strategy\": \"random\", \"strategyValue\": 1 }] }", "1:59: strategy 'random' takes no value")]
    [InlineData("{ \"strategies\": [{ \"strategyValue\": 1 }] }", "1:18: strategy 'strategies' has no key 'strategy'; expected the name of a strategy")]
    [InlineData("{ \"catalogue\": \"x\" }", "1:16: expected a list of catalogue files as 'catalogue', found \"x\"")]
    [InlineData("{ \"catalogue\": [\"none.json\"] }", "1:17: there is no catalogue file 'none.json'")]
    public void A_wrong_campaign_is_told_its_place(string text, string error) => Assert.Equal($"my.config.json:{error}", CampaignText.ErrorOf(text));

    [Theory]
    [InlineData("\"guest\": \"racing\", \"expected\": \"holds\"", "1:18: scenario 's' has no key 'unmap'; expected the name of one unmap protocol")]
    [InlineData("\"unmap\": \"plain\", \"expected\": \"holds\"", "1:18: scenario 's' has no key 'guest'; expected the name of one guest program")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"racing\"", "1:18: scenario 's' has no key 'expected'; expected \"holds\", or { \"violated\": [properties] }")]
    [InlineData("\"unmap\": \"two-cal\", \"guest\": \"racing\", \"expected\": \"holds\"", "1:34: unknown unmap protocol 'two-cal'; did you mean 'two-call'?")]
    [InlineData("\"unmap\": \"[cler-pte]\", \"guest\": \"racing\", \"expected\": \"holds\"", "1:36: unknown primitive 'cler-pte'; did you mean 'clear-pte'?")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"dma 0; stop 1\", \"expected\": \"holds\"", "1:60: unknown operation 'stop'; known: clear, dma, dmar, await, unmap, map, load")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"dma 3; unmap 0\", \"expected\": \"holds\"", "1:18: scenario 's': 'dma 3': IOVA 3 of 2 (from 0 up); give more pages")]
    [InlineData("\"software\": \"vfio-type1\", \"hardware\": \"vtd\", \"guest\": \"racing\", \"expected\": \"holds\"", "1:63: 'software' brings its own hardware; expected only one of them")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"racing\", \"expected\": \"hold\"", "1:74: unknown verdict 'hold'; expected \"holds\", or { \"violated\": [properties] }")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"racing\", \"expected\": { \"violated\": [\"no-lost-wirte\"] }", "1:89: unknown property 'no-lost-wirte'; did you mean 'no-lost-write'?")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"racing\", \"expected\": { \"violated\": [] }", "1:88: there is no property; expected at least one")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"racing\", \"properties\": [\"no-lost-write\"], \"expected\": { \"violated\": [\"always-completes\"] }",
        "1:121: 'always-completes' is expected to be violated, but 'properties' leaves it out")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"racing\", \"expect\": \"holds\"", "1:62: unknown key 'expect'; did you mean 'expected'?")]
    [InlineData("\"unmap\": \"plain\", \"guest\": \"racing\", \"pages\": 9, \"expected\": \"holds\"", "1:71: expected a whole number from 0 to 4 as 'pages', found 9")]
    public void A_wrong_scenario_is_told_its_place(string keys, string error) =>
        Assert.Equal($"my.config.json:{error}", CampaignText.ErrorOf(CampaignText.Scenario(keys)));

    [Fact]
    public void The_fingerprint_is_of_what_results_follow_from()
    {
        Campaign campaign = CampaignText.Parse(CampaignText.Small);

        Assert.Equal(campaign.Fingerprint, CampaignText.Parse("// A comment\n" + CampaignText.Small.ReplaceLineEndings(" ")).Fingerprint);
        Assert.Equal(campaign.Fingerprint, (campaign with { Timeout = TimeSpan.FromSeconds(1), FileName = "other" }).Fingerprint);
        Assert.NotEqual(campaign.Fingerprint, (campaign with { Seed = 4 }).Fingerprint);
        Assert.NotEqual(campaign.Fingerprint, CampaignText.Parse(CampaignText.Small.Replace("2100", "2101", StringComparison.Ordinal)).Fingerprint);
        Assert.NotEqual(campaign.Fingerprint, CampaignText.Parse(CampaignText.Small.Replace("racing-load", "racing-await", StringComparison.Ordinal)).Fingerprint);
    }
}
