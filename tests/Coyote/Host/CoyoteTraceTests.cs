using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using Xunit;

namespace RaceModel.Tests.Coyote;

/// <summary>A finding is a schedule of ours and a trace of Coyote's, and both can be repeated.</summary>
public sealed class CoyoteTraceTests
{
    private static readonly Scenario Racing = ScenarioText.Parse("unmap: two-call | guest: racing | pages: 1 | rounds: 0");

    private static readonly CoyoteFinding Finding = Assert.Single(CoyoteSample.Run(Racing, LostWrite, runs: 100).Findings);

    private static PropertySet LostWrite => PropertySet.Of(Property.NoLostWrite);

    [Fact]
    public void The_schedule_replays_to_the_violation()
    {
        ReplayResult replay = Replay.Run(Finding.Schedule);

        Assert.Null(replay.Divergence);
        Assert.Equal(Property.NoLostWrite, Finding.Schedule.Violated);
        Assert.True(replay.Trace.Steps[^1].Transition.Violated.Contains(Property.NoLostWrite));
    }

    [Fact]
    public void Coyote_repeats_its_trace_step_by_step()
    {
        CoyoteReplay replay = CoyoteEngine.Replay(Racing, Property.NoLostWrite, Finding.Trace);

        Assert.Equal(Finding.Schedule.Steps.AsEnumerable(), replay.Schedule.Steps);
        Assert.True(replay.Repeats(Finding.Schedule));
        Assert.Contains("no-lost-write", replay.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_ends_at_its_violation_however_busy_the_machine()
    {
        // Coyote's threads that are still on their way when a run ends must not take another step of it.
        Parallel.For(0, 300, _ => Assert.Equal(
            Finding.Schedule.Steps.AsEnumerable(), CoyoteEngine.Replay(Racing, Property.NoLostWrite, Finding.Trace).Schedule.Steps));
    }

    [Fact]
    public void The_same_seed_gives_the_same_finding()
    {
        CoyoteFinding again = Assert.Single(CoyoteSample.Run(Racing, LostWrite, runs: 100).Findings);

        Assert.Equal((Finding.Iteration, Finding.Trace), (again.Iteration, again.Trace));
        Assert.Equal(Finding.Schedule.Steps.AsEnumerable(), again.Schedule.Steps);
    }

    [Fact]
    public void A_trace_of_another_scenario_is_not_repeated()
    {
        Scenario quiesced = ScenarioText.Parse("unmap: two-call | guest: quiesced | pages: 1 | rounds: 0");
        CoyoteReplay replay = CoyoteEngine.Replay(quiesced, Property.NoLostWrite, Finding.Trace);

        Assert.Null(replay.Report);
        Assert.False(replay.Repeats(Finding.Schedule with { Scenario = quiesced }));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{", "")]
    [InlineData("{}", "")]
    [InlineData("""{ "Settings": { "Strategy": "random" }, "Steps": ["op"] }""", "")]
    public void A_text_that_is_no_trace_is_refused(string text, string problem)
    {
        var error = Assert.Throws<InputException>(() => CoyoteEngine.Replay(Racing, Property.NoLostWrite, text));
        Assert.StartsWith($"trace: not a reproducible trace of Coyote: {problem}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_can_no_longer_complete_is_cut_where_that_begins()
    {
        Scenario stuck = ScenarioText.Parse("unmap: atomic-stale-compare | guest: racing | pages: 1 | rounds: 0");
        CoyoteFinding finding = Assert.Single(CoyoteSample.Run(stuck, PropertySet.Of(Property.AlwaysCompletes), runs: 100).Findings);
        Schedule oneLess = finding.Schedule with { Steps = finding.Schedule.Steps[..^1] };

        Assert.Null(Replay.Run(finding.Schedule).Divergence);
        Assert.NotNull(Replay.Run(oneLess).Divergence);
    }

    [Fact]
    public void A_run_that_only_looks_stuck_is_no_finding()
    {
        // Coyote suspects any run that is still migrating after half of its steps.
        var impatient = new CoyoteSettings { MaxSteps = 2, Iterations = 5 };
        CoyoteResult result = CoyoteEngine.Run(Racing, PropertySet.Of(Property.AlwaysCompletes), impatient);

        Assert.Empty(result.Findings);
        Assert.Equal((5, 5), (result.Iterations, result.ClearedSuspects));
    }
}
