using System.Globalization;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using RaceModel.Tests.Golden;
using Xunit;
using Xunit.Abstractions;

namespace RaceModel.Tests.Coyote;

/// <summary>
/// What Coyote says of the whole catalogue, at the reference bounds, agrees with the pinned verdicts. All of it takes about half an
/// hour, so that only every so many scenarios are run unless <c>COYOTE_EVERY=1</c> asks for each.
/// </summary>
public sealed class CoyoteCatalogueTests(ITestOutputHelper output)
{
    private const string EveryVariable = "COYOTE_EVERY";
    private const int EveryByDefault = 20, RunsToFind = 2_000, RunsWithoutAlarm = 10;

    // Coyote's default strategy: no single one finds all.
    private static readonly CoyoteSettings Settings = new() { Strategy = CoyoteStrategy.Portfolio, MaxSteps = 250 };

    private static readonly int Every = int.Parse(Environment.GetEnvironmentVariable(EveryVariable) ?? $"{EveryByDefault}", CultureInfo.InvariantCulture);

    public static TheoryData<string> Tables => PinnedCatalogue.Titles;

    [Theory]
    [MemberData(nameof(Tables))]
    public void Coyote_finds_every_violated_scenario_and_raises_no_false_alarm(string table)
    {
        PinnedScenario[] sample = [.. PinnedCatalogue.Scenarios.Where((pinned, number) => number % Every == 0 && pinned.Table == table)];
        foreach (PinnedScenario pinned in sample)
        {
            if (!pinned.Violated.IsEmpty) output.WriteLine($"{pinned.Name}: run {RunOfFirstViolation(pinned)}");
            AssertNoAlarm(pinned);
        }
    }

    private static int RunOfFirstViolation(PinnedScenario pinned)
    {
        // Coyote only suspects that a run never completes: what it can be sure of ends its search at once.
        PropertySet sure = pinned.Violated.Except(PropertySet.Of(Property.AlwaysCompletes));
        if (sure.IsEmpty) return Assert.Single(CoyoteEngine.Run(pinned.Scenario, pinned.Violated, Settings with { Iterations = RunsToFind }).Findings).Iteration;

        using var session = new CoyoteSession(
            EngineConfiguration.Of(Settings with { Iterations = RunsToFind }), TransitionSystem.Of(pinned.Scenario), sure,
            CoyoteSearch.BaselineFor(pinned.Scenario, sure));
        session.Run(() => false);

        Assert.True(session.Failure is not null, $"{pinned.Name}: nothing found in {session.Iterations} runs");
        Assert.All(CoyoteSearch.ViolatedIn(session).Items(), property =>
            Assert.Null(Replay.Run(Schedule.Of(session.Last.Run.Trace, property)).Divergence));
        return session.Iterations;
    }

    private static void AssertNoAlarm(PinnedScenario pinned)
    {
        CoyoteResult rest = CoyoteEngine.Run(pinned.Scenario, PropertySet.All.Except(pinned.Violated), Settings with { Iterations = RunsWithoutAlarm });

        Assert.True(rest.Findings.Count == 0, $"{pinned.Name}: false alarm");
        Assert.Equal(RunsWithoutAlarm, rest.Iterations);
    }
}
