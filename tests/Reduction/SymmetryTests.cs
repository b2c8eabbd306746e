using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Reduction;

/// <summary>
/// States that are merged by symmetry are all reached, and equally far away: the stored states stand for those of the full search one
/// by one, and everything that is said of them is what the full search says.
/// </summary>
public class SymmetryTests
{
    private const string SamePageTwice = "unmap: two-call | devices: 2 | rounds: 1 | guest: dma 0 0; dma 0 1; unmap 0; load 0";

    public static TheoryData<Reductions> Combinations =>
    [
        Reductions.Symmetry | Reductions.PartialOrder, Reductions.Symmetry | Reductions.Local,
        Reductions.Symmetry | Reductions.PartialOrder | Reductions.Local,
    ];

    [Fact]
    public void RandomScenariosHaveVerdictsLengthsAndOutcomesOfTheFullSearch()
    {
        long states = 0, stored = 0;
        RandomCheck.ForAllSmall(InterchangeableScenarios.All, 250, maxStates: 10_000, search =>
        {
            (CheckResult full, CheckResult reduced) = CheckBothWays(search, Reductions.Symmetry);

            Assert.Equal(VerdictText.Of(full), VerdictText.Of(reduced));
            Assert.Equal(full.Outcomes, reduced.Outcomes);
            Assert.Equal(full.BaselineOutcomes, reduced.BaselineOutcomes);
            Assert.Equal(full.Depth, reduced.Depth);
            Assert.Equal(full.States, reduced.Savings!.SymmetricStates);
            AssertReplays(reduced);
            states += full.States;
            stored += reduced.States;
        });
        Assert.True(stored * 5 < states * 4, $"{stored} of {states} states are stored");
    }

    [Fact]
    public void TheCatalogueHasVerdictsLengthsAndOutcomesOfTheFullSearch()
    {
        TablePlan[] plans = [.. CatalogueTables.Plans.Select(plan => plan with { Guests = [.. plan.Guests.Where(guest => guest.Name == "double")] })];
        CheckResult[] full = Compare(Reductions.None), merged = Compare(Reductions.Symmetry);

        Assert.NotEmpty(full);
        Assert.Equal(full.Select(VerdictText.Of), merged.Select(VerdictText.Of));
        Assert.Equal(full.Select(result => result.Outcomes), merged.Select(result => result.Outcomes));
        Assert.Equal(full.Select(result => result.States), merged.Select(result => result.Savings!.SymmetricStates));
        Assert.All(merged, result => Assert.True(result.States < result.Savings!.SymmetricStates || result.Scenario.Hardware.IsolateAfter > 0));

        CheckResult[] Compare(Reductions reductions) =>
            [.. new Comparer(CatalogueTables.Bounds, new SearchLimits(), reductions).Compare(plans, _ => { }).SelectMany(table => table.Rows).SelectMany(row => row.Results)];
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void RandomScenariosHaveTheVerdictsOfTheFullSearchWithOtherReductions(Reductions reductions) =>
        RandomCheck.ForAllSmall(InterchangeableScenarios.All, 150, maxStates: 10_000, search =>
        {
            (CheckResult full, CheckResult reduced) = CheckBothWays(search, reductions);

            Assert.Equal(full.Violated, reduced.Violated);
            Assert.Equal(full.Outcomes, reduced.Outcomes);
            Assert.Equal(full.BaselineOutcomes, reduced.BaselineOutcomes);
            AssertReplays(reduced);
        });

    [Fact]
    public void StatesThatAreLikeEachOtherHaveOneForm() => RandomCheck.ForAllSmall(InterchangeableScenarios.All, 60, maxStates: 10_000, search =>
    {
        if (Symmetry.FindIn(search.System.Compiled) is not { } symmetry) return;

        HashSet<State> reached = [.. search.States];
        foreach (State state in search.States)
        {
            IReadOnlyCollection<State> like = symmetry.StatesLike(state);
            State[] forms = [.. like.Select(other => Normalized(symmetry, other)).Distinct()];

            Assert.Single(forms);
            Assert.Contains(forms[0], like);
            Assert.Equal(like.Count, symmetry.CountLike(state));
            Assert.Subset(reached, like.ToHashSet());
        }
    });

    [Fact]
    public void DevicesThatWriteTheSamePageHalveTheStates()
    {
        CheckResult full = Check(SamePageTwice, Reductions.None), reduced = Check(SamePageTwice, Reductions.Symmetry);

        Assert.Equal(full.States, reduced.Savings!.SymmetricStates);
        Assert.InRange(reduced.States, full.States / 2, full.States * 2 / 3);
    }

    [Fact]
    public void NothingIsAllocatedForAState()
    {
        NaiveSearch search = NaiveSearch.Run(TransitionSystem.Of(ScenarioText.Parse(SamePageTwice)), 100_000)!;
        Symmetry symmetry = Symmetry.FindIn(search.System.Compiled)!;

        Assert.Equal(0, AllocationTests.LeastAllocatedBy(CountChanged));

        long CountChanged()
        {
            long changed = 0;
            foreach (State state in search.States) changed += Normalized(symmetry, state) != state ? 1 : 0;
            return changed;
        }
    }

    [Theory]
    [InlineData("guest: dma 0 0; dma 0 1", "devices 0 and 1")]
    [InlineData("guest: dma 0 1; dma 1 2; dma 0 2; dma 1 1", "")]
    [InlineData("guest: dma 0 1; dma 0 2; dma 1 1; dma 1 2", "devices 1 and 2")]
    [InlineData("guest: dma 0; dma 0; unmap 0; dma 0", "DMA 1 and 2")]
    [InlineData("guest: dma 0; dma 0 | isolate-after: 1", "")]
    [InlineData("guest: dma 0 0; dma 0 1 | isolate-after: 1", "devices 0 and 1")]
    [InlineData("guest: dma 0 0; dma 0 1; await 2", "")]
    [InlineData("guest: dma 0 0; load 0; dma 0 1", "")]
    [InlineData("guest: dma 0 0; dmar 0 1", "")]
    [InlineData("guest: dma 0 0; dma 1 1", "")]
    public void WhatIsInterchangeable(string scenario, string expected) =>
        Assert.Equal(expected, new Interchangeable(CompiledScenario.Of(ScenarioText.Parse($"devices: 3 | {scenario}"), migrates: true)).Text);

    [Theory]
    [InlineData("guest: dma 0", "the guest posts fewer than two DMA requests")]
    [InlineData("guest: dma 0; dma 0 | isolate-after: 1", "hardware that isolates a device after some faults tells the device's requests apart")]
    [InlineData("guest: dma 0 0; dma 1 1; dma 0 1",
        "no two requests of a device, and no two devices, are given the same to do: the same IOVAs, in one run of posts, and no await")]
    public void WhyNothingIsInterchangeable(string scenario, string expected) =>
        Assert.Equal(expected, new Interchangeable(CompiledScenario.Of(ScenarioText.Parse($"devices: 2 | {scenario}"), migrates: true)).WhyNothing);

    /// <summary>
    /// Why pages are not: the guests differ in the numbers of the pages only, but page 0 is copied first. So it can miss a write and page 1
    /// have a later one, and not the other way round.
    /// </summary>
    [Fact]
    public void PagesHaveTheirTurnsByTheirNumbers()
    {
        const string OneAfterTheOther = "enable: [] | query: [] | rounds: 0 | pages: 2 | guest: ";

        Assert.Contains(Check(OneAfterTheOther + "dma 0; await 1; dma 1", Reductions.None).Outcomes, outcome => outcome.EndsWith("dst=0,2", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Check(OneAfterTheOther + "dma 1; await 1; dma 0", Reductions.None).Outcomes, outcome => outcome.EndsWith("dst=2,0", StringComparison.Ordinal));
    }

    private static State Normalized(Symmetry symmetry, State state)
    {
        symmetry.Normalize(ref state);
        return state;
    }

    private static CheckResult Check(string scenario, Reductions reductions) =>
        new Checker(new SearchLimits(), reductions).Check(ScenarioText.Parse(scenario), PropertySet.All);

    private static (CheckResult Full, CheckResult Reduced) CheckBothWays(NaiveSearch search, Reductions reductions)
    {
        Scenario scenario = search.System.Scenario;
        return (new Checker(new SearchLimits()).Check(scenario, PropertySet.All), new Checker(new SearchLimits(), reductions).Check(scenario, PropertySet.All));
    }

    private static void AssertReplays(CheckResult result)
    {
        foreach (Verdict verdict in result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated))
        {
            ReplayResult replay = Replay.Run(verdict.Counterexample!);
            Assert.Null(replay.Divergence);
            if (verdict.OffendingOutcome is not { } outcome) continue;
            Assert.Equal(outcome, Outcome.Of(replay.Trace.System, replay.Trace.Steps[^1].After).Write(result.Scenario));
            Assert.Contains(outcome, result.Outcomes);
            Assert.DoesNotContain(outcome, result.BaselineOutcomes);
        }
    }
}
