using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Counterexamples;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>A campaign gives what is expected, or says what is not; the same result however it is run.</summary>
public sealed class CampaignRunnerTests
{
    [Fact]
    public void What_is_expected_passes()
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(CampaignText.Small);

        Assert.Equal(TestVerdict.AsExpected, result.Verdict);
        Assert.Equal(8, result.Count(TestVerdict.AsExpected));
        TestResult searched = result.Tests[0], walked = result.Tests[1];
        Assert.Equal(searched.Found, walked.Found);
        Assert.True(searched.IsExhausted);
        Assert.False(walked.IsExhausted);
        Assert.Equal(PropertyOutcome.Violated, walked.OutcomeOf(Property.NoLostWrite));
        Assert.Equal(PropertyOutcome.Holds, searched.OutcomeOf(Property.NoProtectionFault));
        Assert.Equal(PropertyOutcome.NotFound, result.Tests[3].OutcomeOf(Property.NoLostWrite));
        Assert.Equal(2100, result.Tests[3].Explored);
    }

    [Theory]
    [InlineData("\"holds\"", false, "no-lost-write no-unrecoverable-fault", "")]
    [InlineData("{ \"violated\": [\"no-lost-write\"] }", false, "no-unrecoverable-fault", "")]
    [InlineData("{ \"violated\": [\"no-protection-fault\"] }", false, "no-lost-write no-unrecoverable-fault", "no-protection-fault")]
    [InlineData("{ \"violated\": [\"no-lost-write\", \"no-unrecoverable-fault\"] }", true, "", "")]
    [InlineData("{ \"violated\": [\"no-lost-write\", \"no-unrecoverable-fault\", \"always-completes\"] }", false, "", "always-completes")]
    public void Wrong_missing_and_unexpected_violations_fail(string expected, bool passes, string unexpected, string missing)
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(CampaignText.Scenario(
            $"\"unmap\": \"two-call\", \"guest\": \"racing\", \"iterations\": 2000, \"expected\": {expected}"));

        Assert.All(result.Tests, test =>
        {
            Assert.Equal(passes ? TestVerdict.AsExpected : TestVerdict.NotAsExpected, test.Verdict);
            Assert.Equal(missing, Names(test.Missing));
        });
        Assert.Equal(unexpected, Names(result.Tests[0].Unexpected));
    }

    [Fact]
    public void Properties_that_are_not_judged_do_not_count()
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(CampaignText.Scenario(
            "\"unmap\": \"atomic-exchange\", \"guest\": \"racing\", \"iterations\": 500, \"properties\": [\"no-lost-write\"], \"expected\": \"holds\""));

        Assert.Equal(TestVerdict.AsExpected, result.Verdict);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_result_is_the_same_for_any_number_of_workers(int workers)
    {
        using CampaignHarness one = new(), many = new();
        string expected = CampaignHarness.Timeless(one.Run(CampaignText.Small, new() { Workers = 1 }));

        Assert.Equal(expected, CampaignHarness.Timeless(many.Run(CampaignText.Small, new() { Workers = workers })));
        Assert.Equal(one.Schedules(), many.Schedules());
    }

    [Fact]
    public void Other_seeds_give_other_executions()
    {
        using CampaignHarness one = new(), other = new();
        Campaign campaign = CampaignText.Parse(CampaignText.Small);
        one.Run(campaign);
        other.Run(campaign with { Seed = 4 });

        Assert.NotEqual(one.Schedules(), other.Schedules());
    }

    [Fact]
    public void Each_violation_is_saved_as_found_and_made_smaller_and_replays()
    {
        using var harness = new CampaignHarness();
        CampaignResult result = harness.Run(CampaignText.Small);

        Finding[] findings = [.. result.Tests.SelectMany(test => test.Findings)];
        Assert.Equal(12, findings.Length);
        foreach (Finding finding in findings)
        {
            Schedule saved = ScheduleJson.ReadFile(finding.File);
            Schedule found = ScheduleJson.ReadFile(finding.File.Replace(".schedule.json", ".found.schedule.json", StringComparison.Ordinal));
            Assert.Equal(finding.Schedule.Steps.AsEnumerable(), saved.Steps);
            Assert.Equal(finding.StepsFound, found.Steps.Length);
            Assert.InRange(saved.Steps.Length, 1, found.Steps.Length);
            Assert.Null(Replay.Run(saved).Divergence);
            Assert.Null(Replay.Run(found).Divergence);
        }
    }

    [Fact]
    public void A_run_that_was_made_smaller_says_by_how_much()
    {
        Schedule schedule = SavedSchedule.Of("plain", "racing", Property.NoUnrecoverableFault);
        var finding = new Finding
        {
            Property = Property.NoUnrecoverableFault,
            Schedule = schedule,
            Switches = 3,
            StepsFound = 43,
            SwitchesFound = 9,
            Execution = 0,
            File = "",
        };

        Assert.Equal("43 -> 7 steps, 9 -> 3 switches", finding.Size);
        Assert.Equal("7 steps, 3 switches", (finding with { StepsFound = 7, SwitchesFound = 3 }).Size);
    }

    [Fact]
    public void A_depth_first_search_is_run_as_a_whole()
    {
        using CampaignHarness one = new(), many = new();
        string text = CampaignText.Scenario(
            "\"unmap\": \"two-call\", \"guest\": \"racing\", \"strategies\": [\"dfs\"], \"iterations\": 2500, \"properties\": [\"no-unrecoverable-fault\"], "
            + "\"expected\": { \"violated\": [\"no-unrecoverable-fault\"] }");
        CampaignResult result = one.Run(text, new() { Workers = 1 });

        Assert.Equal(TestVerdict.AsExpected, result.Verdict);
        Assert.Equal(CampaignHarness.Timeless(result), CampaignHarness.Timeless(many.Run(text, new() { Workers = 4 })));
    }

    private static string Names(PropertySet properties) => string.Join(' ', properties.Items().Select(Words.Of));
}
