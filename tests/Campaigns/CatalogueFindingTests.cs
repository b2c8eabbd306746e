using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Counterexamples;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>What the default strategy says of the whole catalogue, in numbers of executions: its speed is in docs/campaigns.md.</summary>
public sealed class CatalogueFindingTests
{
    // The first violation of a scenario, whichever it is, took 640 at most.
    private const int Executions = 700, ExecutionsOfChunk = 50;

    public static TheoryData<string> Tables => PinnedCatalogue.Titles;

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_violated_scenario_is_found_and_made_smaller_and_no_other_is_reported(string table)
    {
        foreach (PinnedScenario pinned in PinnedCatalogue.Scenarios.Where(pinned => pinned.Table == table))
        {
            IReadOnlyList<RawFinding> findings = FindFirst(pinned);

            Assert.True(pinned.Violated.IsEmpty == (findings.Count == 0), $"{pinned.Name}: {findings.Count} findings");
            Assert.All(findings, finding => Assert.True(pinned.Violated.Contains(finding.Property), $"{pinned.Name}: {finding.Property}"));
            if (findings.Count > 0) AssertGetsSmaller(pinned, findings[0]);
        }
    }

    [Fact]
    public void Most_scenarios_are_violated_and_many_are_not() =>
        Assert.InRange(PinnedCatalogue.Scenarios.Count(pinned => !pinned.Violated.IsEmpty), 3_000, PinnedCatalogue.Scenarios.Count - 700);

    private static IReadOnlyList<RawFinding> FindFirst(PinnedScenario pinned)
    {
        var scenario = new CampaignScenario(pinned.Name, pinned.Scenario, PropertySet.All, pinned.Violated, []);
        var engine = new SystematicEngine(new(0, scenario, new() { Engine = TestEngine.Systematic }), seed: 1, new(StopSignal.Never, long.MaxValue));
        return Enumerable.Range(0, Executions / ExecutionsOfChunk)
            .Select(chunk => engine.Run(new(chunk * ExecutionsOfChunk, ExecutionsOfChunk), () => null).Findings)
            .FirstOrDefault(findings => findings.Count > 0, []);
    }

    private static void AssertGetsSmaller(PinnedScenario pinned, RawFinding finding)
    {
        MinimizedRun smaller = Minimizer.Minimize(TransitionSystem.Of(pinned.Scenario), finding.Processes, finding.Property);

        Assert.InRange(smaller.Steps, pinned.Shortest[finding.Property], finding.Processes.Length);
        Assert.Null(Replay.Run(Schedule.Of(smaller.Trace, finding.Property)).Divergence);
    }
}
