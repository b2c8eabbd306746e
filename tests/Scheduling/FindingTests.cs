using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Every scheduler finds the known violations of small scenarios, and each finding is repeated from its schedule.</summary>
public class FindingTests
{
    private const int Executions = 2_000;

    private static readonly (string Scenario, Property Property)[] Known =
    [
        ("unmap: plain | guest: quiesced", Property.NoLostAckedWrite),
        ("unmap: plain | guest: lazy", Property.NoTimeTravel),
        ("unmap: unmap-then-query | guest: racing", Property.NoLostWrite),
        ("unmap: write-protect-destroy | guest: range", Property.RefinesNoMigration),
        ("unmap: write-protect-clear | guest: racing", Property.NoProtectionFault),
        ("unmap: write-protect-clear | guest: racing", Property.NoUnrecoverableFault),
        ("unmap: atomic-lazy | guest: bystander", Property.NoWriteAfterUnmap),
        ("unmap: two-call | guest: racing-await", Property.NoLostWrite),
        ("unmap: [write-protect] | hardware: pri | guest: racing", Property.AlwaysCompletes),
    ];

    public static TheoryData<string> AllStrategies => ScenarioRuns.AllStrategies;

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public void KnownViolationsAreFound(string strategy)
    {
        foreach ((string scenario, Property property) in Known)
        {
            var runs = new ScenarioRuns(ScenarioText.Parse(scenario));
            Execution? found = runs.Find(property, ScenarioRuns.Named(strategy), Executions);

            Assert.True(found is not null, $"{Words.Of(property)} of '{scenario}' not found");
            runs.AssertReplays(found.Processes, property);
        }
    }

    // The retry that never succeeds; unfair schedulers may keep anything from happening, and suspect nothing.
    [Theory]
    [InlineData("random")]
    [InlineData("probabilistic")]
    [InlineData("fair-pct")]
    [InlineData("pos")]
    [InlineData("delay-bounded")]
    [InlineData("urw")]
    [InlineData("portfolio")]
    public void ALoopWithoutEndIsFoundByFairSchedulers(string strategy)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-stale-compare | guest: racing"));
        Execution? found = runs.Find(Property.AlwaysCompletes, ScenarioRuns.Named(strategy), Executions);

        Assert.True(found is not null, "not found");
        Assert.True(found.IsSuspect);
        runs.AssertReplays(found.Processes, Property.AlwaysCompletes);
    }

    [Theory]
    [InlineData("pct")]
    [InlineData("dfs")]
    public void UnfairSchedulersSuspectNothing(string strategy)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-stale-compare | guest: racing"));

        Assert.DoesNotContain(runs.Run(ScenarioRuns.Named(strategy), Executions, default), execution => execution.IsSuspect);
    }
}
