using System.Reflection;
using Microsoft.Coyote;
using RaceModel.Checks.Coyote;
using Xunit;

namespace RaceModel.Tests.Coyote;

public sealed class CoyoteSettingsTests
{
    private static readonly Scenario Racing = ScenarioText.Parse("unmap: plain | guest: racing | pages: 1 | rounds: 0");

    public static TheoryData<string> Strategies => [.. Words.All<CoyoteStrategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Each_strategy_finds_a_fault_and_is_named_in_its_trace(string word)
    {
        Assert.True(Words.TryParse(word, out CoyoteStrategy strategy));
        CoyoteResult result = CoyoteSample.Run(Racing, PropertySet.Of(Property.NoUnrecoverableFault), runs: 200, strategy);

        string name = strategy == CoyoteStrategy.Portfolio ? "\"PortfolioMode\": \"fair\"" : $"\"Strategy\": \"{word}\"";
        Assert.Contains(name, Assert.Single(result.Findings).Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Bound_steps_and_seed_are_handed_on()
    {
        var settings = new CoyoteSettings { Strategy = CoyoteStrategy.Prioritization, Bound = 4, MaxSteps = 70, Seed = 9, Iterations = 500 };
        string trace = Assert.Single(CoyoteEngine.Run(Racing, PropertySet.Of(Property.NoUnrecoverableFault), settings).Findings).Trace;

        foreach (string line in (string[])["\"StrategyBound\": 4", "\"MaxUnfairSchedulingSteps\": 70", "\"MaxFairSchedulingSteps\": 700", "\"Seed\": 9"])
            Assert.Contains(line, trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_is_off()
    {
        FieldInfo telemetry = typeof(Configuration).GetField("IsTelemetryEnabled", BindingFlags.Instance | BindingFlags.NonPublic)!;

        Assert.Equal(false, telemetry.GetValue(EngineConfiguration.Of(new CoyoteSettings())));
        Assert.Equal(false, telemetry.GetValue(EngineConfiguration.Of("{}")));
    }

    [Fact]
    public void A_user_who_interrupts_gets_what_was_found()
    {
        var settings = new CoyoteSettings { Cancellation = new(canceled: true) };
        CoyoteResult result = CoyoteEngine.Run(Racing, PropertySet.All, settings);

        Assert.Equal(("interruption", 0, 0L), (result.StopReason, result.Iterations, result.Steps));
    }

    [Fact]
    public void Time_is_a_limit()
    {
        CoyoteResult result = CoyoteEngine.Run(
            Racing, PropertySet.Of(Property.NoTimeTravel), new() { Iterations = 1_000_000, MaxTime = TimeSpan.FromSeconds(0.5) });

        Assert.Equal("0.5 s", result.StopReason);
        Assert.InRange(result.Iterations, 1, 999_999);
        Assert.InRange(result.Steps, 1, long.MaxValue);
    }
}
