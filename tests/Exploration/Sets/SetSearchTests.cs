using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search by sets finds what a search finds that numbers its states: the same states, schedules and outcomes.</summary>
public class SetSearchTests
{
    private const string Large = "guest: dma 0 0; dma 1 1; dma 2 0; unmap 0-2; load 0; load 1 | pages: 3 | devices: 2 | rounds: 0 | unmap: ";

    [Fact]
    public void RandomScenariosAreSearchedAlike() => RandomCheck.ForAllSmall(300, maxStates: 20_000, search =>
    {
        var source = new ScenarioSource(search.System);
        AssertAlike(GraphOf(source), SetsOf(source, workers: 1), BaselineOf(search.System.Scenario));
    });

    [Theory]
    [InlineData("two-call", 1)]
    [InlineData("two-call", 2)]
    [InlineData("two-call", 8)]
    [InlineData("unmap-then-query", 1)]
    [InlineData("unmap-then-query", 8)]
    [InlineData("atomic-exchange", 8)]
    [InlineData("atomic-stale-compare", 8)]
    public void ManyWorkersFindTheSame(string unmap, int workers)
    {
        Scenario scenario = ScenarioText.Parse(Large + unmap);
        var source = new ScenarioSource(TransitionSystem.Of(scenario));

        GraphFindings<ScenarioSource> graph = GraphOf(source);
        SetFindings sets = SetsOf(source, workers);

        Assert.InRange(graph.Extent.StateCount, 30_000, 1_000_000);
        AssertAlike(graph, sets, BaselineOf(scenario));
    }

    [Fact]
    public void WhatASearchFoundThatNumbersItsStatesIsGoneOnFrom() => RandomCheck.ForAllSmall(300, maxStates: 20_000, search =>
    {
        var source = new ScenarioSource(search.System);
        GraphFindings<ScenarioSource> graph = GraphOf(source);
        OutcomeSet baseline = BaselineOf(search.System.Scenario);
        for (long enough = 1; enough < graph.Extent.StateCount; enough *= 30) AssertAlike(graph, SetsAfter(source, workers: 1, enough), baseline);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void ALargeScenarioIsSearchedBySetsFromALevelOn(int workers)
    {
        Scenario scenario = ScenarioText.Parse(Large + "two-call");
        var source = new ScenarioSource(TransitionSystem.Of(scenario));
        var limits = new SearchLimits { Workers = workers };

        IScenarioFindings findings = ScenarioSearch.Run(source, limits, new LimitWatch(limits));

        Assert.IsType<SetFindings>(findings);
        AssertAlike(GraphOf(source), findings, BaselineOf(scenario));
    }

    [Theory]
    [InlineData(24_999)]
    [InlineData(25_000)]
    [InlineData(25_001)]
    [InlineData(40_000)]
    public void ALargeScenarioStopsAtItsLimit(long states)
    {
        var source = new ScenarioSource(TransitionSystem.Of(ScenarioText.Parse(Large + "two-call")));
        var limits = new SearchLimits { MaxStates = states };

        IScenarioFindings findings = ScenarioSearch.Run(source, limits, new LimitWatch(limits));

        Assert.Equal($"{states:N0} states", findings.StopReason);
        Assert.Equal($"{states:N0} states", findings.Outcomes.StopReason);
        Assert.InRange(findings.Extent.StateCount, states, 2 * states);
    }

    /// <summary>Of a level that is too large to be expanded at once, not all successors may be known.</summary>
    [Fact]
    public void SetsGoOnFromTheEndOfALevelAlone()
    {
        var source = new ScenarioSource(TransitionSystem.Of(ScenarioText.Parse(
            "guest: dma 0 0; dma 1 1; dma 2 0; dma 0 1; unmap 0-2; load 0; load 1; load 2 | pages: 3 | devices: 2 | rounds: 0 | unmap: two-call")));
        var limits = new SearchLimits();
        long inLevel = BreadthFirstSearch.Run(source, limits, new LimitWatch(limits), enough: 100_000).LevelEnd + 1;

        StateGraph beginning = BreadthFirstSearch.Run(source, limits, new LimitWatch(limits), enough: inLevel);
        SearchLimits within = limits with { MaxStates = inLevel }, after = limits with { MaxStates = beginning.StateCount };

        Assert.Equal(beginning.LevelEnd, beginning.Expanded);
        Assert.IsType<GraphFindings<ScenarioSource>>(ScenarioSearch.Run(source, within, new LimitWatch(within), inLevel));
        Assert.IsType<SetFindings>(ScenarioSearch.Run(source, after, new LimitWatch(after), inLevel));
    }

    /// <summary>What is compared is worth it only if it is there to be found.</summary>
    [Fact]
    public void AWriterThatComparesWithAStaleEntryIsStuck()
    {
        var source = new ScenarioSource(TransitionSystem.Of(ScenarioText.Parse("unmap: atomic-stale-compare | guest: racing")));

        int[]? stuck = SetsOf(source, workers: 2).FindStuck(new LimitWatch(new SearchLimits()), out string? stopReason);

        Assert.Null(stopReason);
        Assert.Equal(16, stuck?.Length);
    }

    [Fact]
    public void ASearchThatIsStoppedKeepsWhatItHasFound()
    {
        var source = new ScenarioSource(TransitionSystem.Of(ScenarioText.Parse(Large + "two-call")));
        GraphFindings<ScenarioSource> graph = GraphOf(source);
        for (long states = 1; states < graph.Extent.StateCount; states += 7_919)
        {
            SetFindings stopped = SetsOf(source, workers: 2, new SearchLimits { MaxStates = states });

            Assert.Equal($"{states:N0} states", stopped.StopReason);
            Assert.Equal(graph.Extent.LevelSizes()[..(stopped.Extent.Depth + 1)], stopped.Extent.LevelSizes());
            Assert.Equal(stopped.Extent.LevelSizes()[^1], stopped.Extent.Frontier);
            foreach (Property property in Enum.GetValues<Property>())
                Assert.Equal(graph.FindViolation(property) is { } steps && steps.Length <= stopped.Extent.Depth ? steps : null, stopped.FindViolation(property));
        }
    }

    [Fact]
    public void ALevelThatIsStoppedHalfWayIsNotCounted()
    {
        var source = new ScenarioSource(TransitionSystem.Of(ScenarioText.Parse(Large + "two-call")));
        long[] sizes = SetsOf(source, workers: 2).Extent.LevelSizes();
        int stops = 0;
        for (; ; stops++)
        {
            var limits = new SearchLimits { MaxTime = TimeSpan.FromHours(1), Clock = new ClockThatJumpsAfter(looks: 1 + stops) };
            SetFindings stopped = SetsOf(source, workers: 2, limits);
            if (stopped.StopReason is null) break;

            Assert.Equal(sizes[..(stopped.Extent.Depth + 1)], stopped.Extent.LevelSizes());
            Assert.Equal(stopped.Extent.LevelSizes().Sum(), stopped.Extent.StateCount);
        }

        Assert.InRange(stops, sizes.Length + 1, int.MaxValue);
    }

    private static GraphFindings<ScenarioSource> GraphOf(ScenarioSource source) => new(source, BreadthFirstSearch.Run(source, new SearchLimits()));

    private static SetFindings SetsOf(ScenarioSource source, int workers, SearchLimits? limits = null)
    {
        SearchLimits bounds = (limits ?? new SearchLimits()) with { Workers = workers };
        return new(source, ScenarioSearch.BySets(source, bounds, new LimitWatch(bounds)));
    }

    /// <summary>A search by sets from the level on where there are so many states; it knows of the steps before it what it was told.</summary>
    private static SetFindings SetsAfter(ScenarioSource source, int workers, long enough)
    {
        var limits = new SearchLimits { Workers = workers };
        StateGraph beginning = BreadthFirstSearch.Run(source, limits, new LimitWatch(limits), enough: enough);
        Assert.Equal((beginning.LevelEnd, $"{enough:N0} states"), (beginning.Expanded, beginning.StopReason));

        var sets = SetSearch.After(beginning, source, workers);
        sets.Run(new LimitWatch(limits));
        return new(source, sets);
    }

    private static OutcomeSet BaselineOf(Scenario scenario) => OutcomeSet.Baseline(scenario, new SearchLimits());

    private static void AssertAlike(GraphFindings<ScenarioSource> graph, IScenarioFindings sets, OutcomeSet baseline)
    {
        Assert.Null(sets.StopReason);
        Assert.Equal(
            (graph.Extent.StateCount, graph.Extent.Transitions, graph.Extent.Depth, graph.Extent.Frontier),
            (sets.Extent.StateCount, sets.Extent.Transitions, sets.Extent.Depth, sets.Extent.Frontier));
        Assert.Equal(graph.Extent.LevelSizes(), sets.Extent.LevelSizes());
        Assert.Equal(graph.Outcomes.Write(), sets.Outcomes.Write());
        foreach (Property property in Enum.GetValues<Property>()) Assert.Equal(graph.FindViolation(property), sets.FindViolation(property));
        Assert.Equal(graph.FindEndOutside(baseline), sets.FindEndOutside(baseline));

        var watch = new LimitWatch(new SearchLimits());
        Assert.Equal(graph.FindStuck(watch, out _), sets.FindStuck(watch, out _));
    }
}
