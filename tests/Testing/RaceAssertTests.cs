using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Testing;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests.Testing;

/// <summary>The assertions for other people's tests throw when they should, and say all there is to know.</summary>
public sealed class RaceAssertTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RaceAssertOptions Options => new() { ScheduleFolder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_holds_passes() => RaceAssert.Holds(ScenarioTheories.Unmap("two-call", "quiesced"), Options);

    [Fact]
    public void What_is_not_asked_for_does_not_count() =>
        RaceAssert.Holds(ScenarioTheories.Unmap("atomic-exchange", "racing"), PropertySet.Of(Property.NoLostWrite, Property.AlwaysCompletes), Options);

    [Fact]
    public void What_is_violated_passes_and_gives_its_schedule()
    {
        Schedule schedule = RaceAssert.Violates(ScenarioTheories.Unmap("two-call", "racing"), Property.NoLostWrite, Options);

        Assert.Equal(42, schedule.Steps.Length);
        Assert.Null(Replay.Run(schedule).Divergence);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_exception_has_the_report_the_schedules_and_how_to_replay()
    {
        RaceAssertException exception = Assert.Throws<RaceAssertException>(() => RaceAssert.Holds(ScenarioTheories.Unmap("two-call", "racing"), Options));

        Assert.StartsWith("no-lost-write, no-unrecoverable-fault are violated, which was not expected\n\nhardware  vtd", exception.Message, StringComparison.Ordinal);
        Assert.Contains("no-lost-write           violated in 42 steps", exception.Message, StringComparison.Ordinal);
        Assert.Contains("race      step 23 (IOMMU: DMA 1: set D of PTE 0) comes before step 24 (unmap: clear-pte 0)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("step  guest vCPU", exception.Message, StringComparison.Ordinal);
        Assert.Equal([Property.NoLostWrite, Property.NoUnrecoverableFault], exception.Schedules.Keys);
        string first = exception.Schedules[Property.NoLostWrite];
        Assert.EndsWith($"replay with: racemodel replay {first}\n", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, Tool.Run("replay", first).ExitCode);
        Assert.Equal(PropertySet.Of(Property.NoLostWrite, Property.NoUnrecoverableFault), exception.Result.Violated);
    }

    [Fact]
    public void A_violation_that_is_missing_is_named() => Assert.StartsWith(
        "no-lost-write was to be violated, and holds\n", MessageOf(() => RaceAssert.Violates(ScenarioTheories.Unmap("two-call", "quiesced"), Property.NoLostWrite, Options)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { Property.NoLostWrite }, "no-unrecoverable-fault is violated, which was not expected\n")]
    [InlineData(new[] { Property.NoLostWrite, Property.NoUnrecoverableFault, Property.NoTimeTravel }, "no-time-travel was to be violated, and holds\n")]
    public void Exactly_what_is_expected_passes(Property[] violated, string message)
    {
        Scenario scenario = ScenarioTheories.Unmap("two-call", "racing");
        RaceAssert.Gives(scenario, PropertySet.Of(Property.NoLostWrite, Property.NoUnrecoverableFault), Options);

        Assert.StartsWith(message, MessageOf(() => RaceAssert.Gives(scenario, PropertySet.Of(violated), Options)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_stops_proves_nothing()
    {
        RaceAssertOptions options = Options with { Limits = new() { MaxStates = 100 } };

        Assert.StartsWith(
            "the verdict is unknown: stopped after 100 states\n", MessageOf(() => RaceAssert.Holds(ScenarioTheories.Unmap("two-call", "quiesced"), options)), StringComparison.Ordinal);
        Assert.StartsWith(
            "no-lost-write was to be violated, and is unknown: stopped after 100 states\n",
            MessageOf(() => RaceAssert.Violates(ScenarioTheories.Unmap("two-call", "racing"), Property.NoLostWrite, options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Campaigns_are_data_too()
    {
        string file = _folder.Write("c.json", """
            { "scenarios": { "good": { "unmap": "plain", "guest": "quiesced", "properties": ["always-completes"], "expected": "holds" },
                             "bad": { "unmap": "plain", "guest": "quiesced", "expected": "holds" } } }
            """);

        Assert.Equal([["good"], ["bad"]], ScenarioTheories.Campaign(file));
        RaceAssert.AsExpected(file, "good", Options);
        Assert.Contains("are violated, which was not expected", MessageOf(() => RaceAssert.AsExpected(file, "bad", Options)), StringComparison.Ordinal);
    }

    private static string MessageOf(Action action) => Assert.Throws<RaceAssertException>(action).Message;
}
