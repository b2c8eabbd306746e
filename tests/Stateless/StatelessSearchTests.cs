using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Stateless;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The stateless search finds what the breadth-first search finds, which has nothing in common with it but the model.</summary>
public class StatelessSearchTests
{
    private const int MaxSteps = 200;
    private const string Small = "pages: 1 | rounds: 0";

    public static TheoryData<string> SmallScenarios =>
    [
        .. from unmap in ShippedEntries.UnmapNames.Except(["atomic-stale-compare"])
           from guest in (string[])["dma 0; unmap 0; load 0", "unmap 0; map 0 0; dma 0", "dma 0; await 1; unmap 0"]
           select $"unmap: {unmap} | guest: {guest} | {Small}",
        .. from hardware in ShippedEntries.HardwareNames
           select $"hardware: {hardware} | unmap: two-call | guest: dma 0; unmap 0 | {Small}",
        $"unmap: two-call | big-lock: false | guest: dma 0; unmap 0 | {Small}",
        $"unmap: [clear-pte, flush] | guest: dma 0 0; dma 0 1 | enable: [] | query: [] | devices: 2 | {Small}",
    ];

    [Theory]
    [MemberData(nameof(SmallScenarios))]
    public void VerdictsAndOutcomesAreThoseOfTheBreadthFirstSearch(string scenario)
    {
        StatelessResult result = AssertAgrees(ScenarioText.Parse(scenario));

        Assert.Null(result.StopReason);
    }

    [Fact]
    public void RandomScenariosAgree() => RandomCheck.ForAllSmall(200, maxStates: 400, search => AssertAgrees(search.System.Scenario));

    [Theory]
    [InlineData("unmap: [clear-pte] | guest: dma 0 | enable: [] | query: []")]
    [InlineData("unmap: [clear-pte] | guest: unmap 0; map 0 0 | enable: [] | query: []")]
    [InlineData("unmap: [exchange-pte] | guest: dma 0; unmap 0 | enable: [] | query: []")]
    [InlineData("unmap: [clear-pte] | guest: dma 0; load 0 | enable: [set-tracking] | query: [] | hardware: pri")]
    public void ExactlyOneRunOfEachMazurkiewiczTraceIsCompleted(string text)
    {
        TransitionSystem system = TransitionSystem.Of(ScenarioText.Parse($"{text} | {Small}"));
        var all = new AllInterleavings(system);
        StatelessResult plain = Run(system, StatelessReduction.None);
        StatelessResult asleep = Run(system, StatelessReduction.SleepSets), reduced = Run(system, StatelessReduction.SourceSets);

        Assert.Equal(all.Count, plain.CompletedRuns);
        Assert.Equal(all.NormalForms.Count, asleep.CompletedRuns);
        Assert.Equal(all.NormalForms.Count, reduced.CompletedRuns);
        Assert.All([plain, asleep, reduced], result => Assert.Equal(all.Ends, result.Ends));
        Assert.InRange(reduced.Steps, 1, Math.Min(plain.Steps, asleep.Steps) - 1);
        Assert.True(all.NormalForms.Count < all.Count, "no two interleavings are alike: nothing was put to the test");
    }

    [Fact]
    public void ARunThatNeverEndsIsCutAndLeavesTheSearchIncomplete()
    {
        StatelessResult result = StatelessSearch.Run(
            TransitionSystem.Of(ScenarioText.Parse($"unmap: atomic-stale-compare | guest: dma 0; unmap 0 | {Small}")),
            StatelessReduction.SourceSets, maxSteps: 30, new SearchLimits());

        Assert.Equal("30 steps of a run", result.StopReason);
    }

    [Fact]
    public void TimeAndUserStopASearch()
    {
        TransitionSystem system = TransitionSystem.Of(ScenarioText.Parse("guest: dma 0; dma 1; dma 0"));
        var canceled = new SearchLimits { Cancellation = new CancellationToken(canceled: true) };
        var late = new SearchLimits { MaxTime = TimeSpan.Zero };

        StatelessResult interrupted = StatelessSearch.Run(system, StatelessReduction.SourceSets, MaxSteps, canceled);

        Assert.StartsWith("interruption after ", interrupted.StopReason, StringComparison.Ordinal);
        Assert.Equal("0 s", StatelessSearch.Run(system, StatelessReduction.SourceSets, MaxSteps, late).StopReason);
    }

    private static StatelessResult AssertAgrees(Scenario scenario)
    {
        TransitionSystem system = TransitionSystem.Of(scenario);
        StatelessResult stateless = Run(system, StatelessReduction.SourceSets);
        var source = new ScenarioSource(system);
        StateGraph graph = BreadthFirstSearch.Run(source, new SearchLimits());
        CheckResult check = new Checker(new SearchLimits()).Check(scenario, PropertySet.All);
        State[] ends = [.. graph.Ends.Select(end => source.Load(graph.States[end]))];
        PropertySet violated = check.Violated.Except(PropertySet.Of(Property.RefinesNoMigration));

        Assert.All(stateless.Violated.Items(), property => AssertReplays(system, property, stateless.RunTo(property)));
        if (stateless.StopReason is null)
        {
            Assert.Equal(violated, stateless.Violated);
            Assert.Equal(ends.ToHashSet(), stateless.Ends.Where(end => system.IsEnd(end)).ToHashSet());
        }
        else
        {
            Assert.Empty(stateless.Violated.Except(violated).Items());
            Assert.Subset(ends.ToHashSet(), stateless.Ends.Where(end => system.IsEnd(end)).ToHashSet());
        }

        return stateless;
    }

    private static void AssertReplays(TransitionSystem system, Property property, IReadOnlyList<byte> run) =>
        Assert.Null(ViolationCheck.FindDivergence(Trace.Run(system, run.Select(process => (int)process)), property));

    private static StatelessResult Run(TransitionSystem system, StatelessReduction reduction) =>
        StatelessSearch.Run(system, reduction, MaxSteps, new SearchLimits { MaxTime = TimeSpan.FromSeconds(20) });
}
