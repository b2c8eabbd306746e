using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>The command line counts more than the file.</summary>
public sealed class OverridesTests
{
    private static readonly Campaign Campaign = CampaignText.Parse(CampaignText.Small);

    [Fact]
    public void Nothing_said_changes_nothing() => Assert.Equal(Campaign.Fingerprint, new CampaignOverrides().Apply(Campaign).Fingerprint);

    [Fact]
    public void A_strategy_takes_the_place_of_all()
    {
        Campaign changed = new CampaignOverrides { Strategy = "pct", StrategyValue = 4, Iterations = 5, MaxSteps = 6 }.Apply(Campaign);

        Assert.Equal(4, changed.Tests.Count);
        Assert.All(changed.Tests, test => Assert.Equal("pct(4)", test.Plan.Label));
        Assert.All(changed.Tests, test => Assert.Equal((5, 6, 60), (test.Plan.Iterations, test.Plan.Steps.MaxUnfairSteps, test.Plan.Steps.MaxFairSteps)));
    }

    [Theory]
    [InlineData("exhaustive", null, "exhaustive")]
    [InlineData("systematic", null, "portfolio")]
    [InlineData("coyote", null, "coyote portfolio")]
    [InlineData("coyote", "pct", "coyote pct")]
    [InlineData("systematic", "exhaustive", "portfolio")]
    public void An_engine_leaves_out_what_others_test(string engine, string? strategy, string label)
    {
        Assert.True(Words.TryParse(engine, out TestEngine chosen));
        Campaign changed = new CampaignOverrides { Engine = chosen, Strategy = strategy }.Apply(Campaign);

        Assert.Equal(4, changed.Tests.Count);
        Assert.All(changed.Tests, test => Assert.Equal(label, test.Plan.Label));
    }

    [Fact]
    public void A_strategy_that_Coyote_has_not_is_an_error() => Assert.Equal(
        "--engine coyote: Coyote has no strategy 'pos'; give another with --strategy",
        Assert.Throws<InputException>(() => new CampaignOverrides { Engine = TestEngine.Coyote, Strategy = "pos" }.Apply(Campaign)).Message);

    [Fact]
    public void Seed_and_timeout_are_the_campaigns()
    {
        Campaign changed = new CampaignOverrides { Seed = 9, Timeout = TimeSpan.FromSeconds(8), MaxUnfairSteps = 7, MaxFairSteps = 70 }.Apply(Campaign);

        Assert.Equal((9, TimeSpan.FromSeconds(8)), (changed.Seed, changed.Timeout));
        Assert.All(changed.Tests, test => Assert.Equal((7, 70), (test.Plan.Steps.MaxUnfairSteps, test.Plan.Steps.MaxFairSteps)));
    }

    [Theory]
    [InlineData("sound", "sound")]
    [InlineData("*o*", "lossy sound alone")]
    [InlineData("s????", "sound stuck")]
    public void Scenarios_are_chosen_by_name(string pattern, string names) =>
        Assert.Equal(names, string.Join(' ', new CampaignOverrides { Scenarios = [pattern] }.Apply(Campaign).Scenarios.Select(scenario => scenario.Name)));

    [Theory]
    [InlineData("sond", "--scenario: unknown scenario 'sond'; did you mean 'sound'?")]
    [InlineData("*x", "--scenario: unknown scenario '*x'; known: lossy, sound, stuck, alone")]
    public void A_scenario_that_is_not_there_is_an_error(string pattern, string error) =>
        Assert.Equal(error, Assert.Throws<InputException>(() => new CampaignOverrides { Scenarios = [pattern] }.Apply(Campaign)).Message);

    [Theory]
    [InlineData("pos", 3, "--strategy-value: strategy 'pos' takes no value")]
    [InlineData("exhaustive", 3, "--strategy-value: strategy 'exhaustive' takes no value")]
    [InlineData("poss", null, "--strategy: unknown strategy 'poss'; did you mean 'pos'?")]
    [InlineData("probabilistic", 100, "--strategy-value: 100 is no value of strategy 'probabilistic' (chance in percent that the last process goes on); expected 0 to 99")]
    public void A_wrong_strategy_is_an_error(string strategy, int? value, string error) => Assert.Equal(
        error, Assert.Throws<InputException>(() => new CampaignOverrides { Strategy = strategy, StrategyValue = value }.Apply(Campaign)).Message);
}
