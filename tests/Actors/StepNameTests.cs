using Xunit;

namespace RaceModel.Tests;

/// <summary>A schedule is a list of step names, so a name must say which step is meant; a trace is a list of sentences.</summary>
public class StepNameTests
{
    // The lock keeps all software away from an entry between the two steps of the compare-and-exchange, and what hardware does
    // to an entry leaves it dirty: an exchange that fails finds a dirty entry, so that it is never given up.
    private static readonly Rule[] NeverTaken = [Rule.GiveUpExchange];

    private static readonly string[] ScenariosWithEveryRule =
    [
        "guest: dma 0; await 1; clear 0; unmap 0; map 0 1; dma 0 | unmap: two-call",
        "guest: dmar 0; dma 0; unmap 0; load 0 | unmap: atomic-stale-compare | iotlb: cold",
        "guest: dma 0; unmap 0; dma 0; await 2 | hardware: xen | query: plain-store-flush",
        "guest: dma 0; unmap 0; map 0 0; load 0 | hardware: pri | unmap: write-protect-flush-read",
        "guest: dma 0; unmap 0; await 1 | hardware: visible-abort | unmap: atomic-load-store",
        "guest: dma 0; unmap 0 | hardware: amd-suppressed | query: report-all",
        "guest: dma 0; unmap 0 | hardware: blind-or | unmap: hide-flush-collect",
        "guest: dma 0; unmap 0 | hardware: write-back | unmap: write-protect-clear",
        "guest: dma 0; unmap 0 | hardware: vtd-ats | query: flush-iotlb-only",
    ];

    public static TheoryData<string> Scenarios => [.. ScenariosWithEveryRule];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void EnabledStepsOfAStateHaveDifferentNamesAndSentences(string scenario)
    {
        foreach (Step[] steps in EnabledSteps(scenario))
        {
            Assert.Distinct(steps.Select(step => step.Name), StringComparer.Ordinal);
            Assert.Distinct(steps.Select(step => step.ToString()), StringComparer.Ordinal);
        }
    }

    [Fact]
    public void NamesAreDifferentInRandomScenariosAsWell() => RandomCheck.ForAllSmall(100, maxStates: 3_000, search =>
    {
        foreach (State state in search.States)
            Assert.Distinct(EnabledSteps(search.System, state).Select(step => step.Name), StringComparer.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void ANameStandsForOneSentenceAndHasAllItsArguments(string scenario)
    {
        foreach (IGrouping<string, Step> step in EnabledSteps(scenario).SelectMany(steps => steps).GroupBy(step => step.Name, StringComparer.Ordinal))
        {
            string sentence = Assert.Single(step.Select(taken => taken.ToString()).Distinct(StringComparer.Ordinal));
            Assert.StartsWith($"{Words.Of(step.First().Actor)} {Words.Of(step.First().Rule)}", step.Key, StringComparison.Ordinal);
            Assert.DoesNotContain("=-1", step.Key, StringComparison.Ordinal);
            Assert.DoesNotContain(" -1", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("DMA 0", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryRuleIsTakenAndHasASentenceOfItsOwn()
    {
        Step[] steps = [.. ScenariosWithEveryRule.SelectMany(EnabledSteps).SelectMany(enabled => enabled).Distinct()];

        Assert.Equal(Enum.GetValues<Rule>().Except(NeverTaken), steps.Select(step => step.Rule).Distinct().Order());
        Assert.All(
            steps.GroupBy(step => step.ToString(), StringComparer.Ordinal),
            sentence => Assert.Single(sentence.Select(step => step.Rule).Distinct()));
    }

    [Fact]
    public void AStepIsSaidInTheFieldsWords()
    {
        Step walk = new()
        {
            Actor = Actor.VmmTrapThread,
            Rule = Rule.VisitDirty,
            Primitive = Primitive.TestAndClearDirty,
            Dma = Step.None,
            Device = Step.None,
            Iova = 1,
            LastIova = 1,
            Page = Step.None,
        };
        Step invalidate = walk with { Rule = Rule.InvalidateIotlb, Primitive = Primitive.Flush, Iova = 0, Actor = Actor.VmmMigrationThread };

        Assert.Equal("vmm-trap-thread visit-dirty test-and-clear-dirty iova=1", walk.Name);
        Assert.Equal("Unmap test-and-clear-dirty of IOVA 1: dirty, reported", walk.ToString());
        Assert.Equal("vmm-migration-thread invalidate-iotlb flush iova=0-1", invalidate.Name);
        Assert.Equal("Migration invalidates the IOTLB of IOVA 0-1", invalidate.ToString());
    }

    private static IEnumerable<Step[]> EnabledSteps(string scenario)
    {
        NaiveSearch search = NaiveSearch.Run(TransitionSystem.Of(ScenarioText.Parse(scenario)), 50_000)!;
        return search.States.Select(state => EnabledSteps(search.System, state));
    }

    private static Step[] EnabledSteps(TransitionSystem system, State state)
    {
        List<Step> steps = [];
        for (int process = 0; process < system.ProcessCount; process++)
        {
            State after = state;
            if (system.TryTransition(ref after, process) is { } transition) steps.Add(transition.Step);
        }

        return [.. steps];
    }
}
