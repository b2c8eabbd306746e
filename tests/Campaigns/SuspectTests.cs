using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Counterexamples;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>An execution that makes no progress, and of which a search cannot tell whether it is stuck, is said to be one.</summary>
public sealed class SuspectTests : IDisposable
{
    // So few states that a stuck execution cannot be told from a slow one.
    private const string Few = "\"maxStates\": 1, \"properties\": [\"always-completes\"]";

    private const string Looping = "\"unmap\": \"atomic-stale-compare\", \"guest\": \"racing\", \"iterations\": 1500, \"strategies\": [\"random\"]";

    private readonly CampaignHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData("\"holds\"")]
    [InlineData("{ \"violated\": [\"always-completes\"] }")]
    public void A_test_with_suspects_is_inconclusive(string expected)
    {
        TestResult result = Run($"{Looping}, {Few}, \"expected\": {expected}");

        Assert.Equal(TestVerdict.Inconclusive, result.Verdict);
        Assert.Equal(PropertyOutcome.Unknown, result.OutcomeOf(Property.AlwaysCompletes));
        Assert.True(result.IsFinished);
        Assert.Empty(result.Findings);
        Assert.Contains($"{result.Suspects!.Count} without progress to switch-over, the first for 2,500 steps", Checks.Reporting.CampaignText.Describe(result), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_suspect_is_saved_and_replays()
    {
        Suspects suspects = Run($"{Looping}, {Few}, \"expected\": \"holds\"").Suspects!;
        Schedule schedule = ScheduleJson.ReadFile(suspects.File);

        Assert.Null(schedule.Violated);
        Assert.Equal(suspects.Steps, schedule.Steps.Length);
        Assert.Null(Replay.Run(schedule).Divergence);
    }

    [Fact]
    public void Suspects_survive_in_the_result_file()
    {
        Campaign campaign = CampaignText.Parse(CampaignText.Scenario($"{Looping}, {Few}, \"expected\": \"holds\""));
        CampaignResult result = _harness.Run(campaign);

        Assert.Equal(result.Tests[0].Suspects, ResultReader.Read(_harness.Write("campaign.json", result)).Tests[0].Suspects);
    }

    [Fact]
    public void With_room_to_search_there_is_a_violation_and_no_suspect()
    {
        TestResult result = Run($"{Looping}, \"properties\": [\"always-completes\"], \"expected\": {{ \"violated\": [\"always-completes\"] }}");

        Assert.Equal(TestVerdict.AsExpected, result.Verdict);
        Assert.Null(result.Suspects);
    }

    [Fact]
    public void Slow_executions_are_no_suspects()
    {
        TestResult result = Run("\"unmap\": \"two-call\", \"guest\": \"quiesced\", \"iterations\": 100, \"maxSteps\": 1, \"strategies\": [\"random\"], \"expected\": \"holds\"");

        Assert.Equal((TestVerdict.AsExpected, null), (result.Verdict, result.Suspects));
    }

    [Fact]
    public void Without_all_outcomes_of_the_run_without_migration_a_test_is_inconclusive()
    {
        TestResult result = Run($"{Looping}, \"maxStates\": 10, \"expected\": \"holds\"");

        Assert.Equal("stopped after 10 states in the run without migration, which refines-no-migration needs", result.StopReason);
        Assert.Equal(TestVerdict.Inconclusive, result.Verdict);
    }

    private TestResult Run(string keys) => Assert.Single(_harness.Run(CampaignText.Scenario(keys)).Tests);
}
