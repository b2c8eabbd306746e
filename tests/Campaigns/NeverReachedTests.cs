using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Reporting;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>A pass says what it says nothing about.</summary>
public sealed class NeverReachedTests
{
    [Fact]
    public void Rules_properties_and_steps_that_nothing_reached_are_listed()
    {
        NeverReached never = Run("""
            { "strategies": ["exhaustive"], "scenarios": {
                "idle": { "unmap": "two-call", "guest": "load 0", "rounds": 0, "expected": "holds" },
                "read": { "unmap": "two-call", "guest": "dmar 0; unmap 0", "rounds": 0, "properties": ["no-lost-write"], "expected": "holds" } } }
            """);

        Assert.Contains(Rule.Land, never.Rules);
        Assert.DoesNotContain(Rule.ReadHit, never.Rules);
        Assert.DoesNotContain(Rule.SwitchOver, never.Rules);
        Assert.Contains(Property.NoLostWrite, never.Properties);
        Assert.DoesNotContain(Property.AlwaysCompletes, never.Properties);
        Assert.Equal(["idle", "read"], never.Scenarios.Select(scenario => scenario.Name));
        Assert.Contains("unmap thread, all 13 steps", never.Scenarios[0].Steps);
        Assert.Equal([Property.NoLostWrite], never.Scenarios[1].Properties);
    }

    [Fact]
    public void Systematic_tests_and_searches_reach_the_same_where_there_is_little()
    {
        const string Scenario = """ "unmap": "atomic-exchange", "guest": "dma 0; await 1; unmap 0", "pages": 1, "rounds": 0, "expected": "holds" """;

        NeverReached searched = Run(CampaignText.Scenario("\"strategies\": [\"exhaustive\"]," + Scenario));
        NeverReached walked = Run(CampaignText.Scenario("\"strategies\": [\"random\"], \"iterations\": 2000," + Scenario));

        Assert.Equal(NeverReachedText.Lines(searched), NeverReachedText.Lines(walked));
    }

    [Fact]
    public void Scenarios_that_lack_the_same_share_a_line()
    {
        NeverReached never = new([Rule.Map], [], [new("a", [Property.NoTimeTravel], []), new("b", [Property.NoTimeTravel], ["x"])]);

        Assert.Equal(
            ["rules that never fired: map", "properties never put to the test: none", "not put to the test: no-time-travel (in a, b)", "never taken: x (in b)"],
            NeverReachedText.Lines(never));
    }

    private static NeverReached Run(string text)
    {
        using var harness = new CampaignHarness();
        return NeverReached.Of(harness.Run(text));
    }
}
