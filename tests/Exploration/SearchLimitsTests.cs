using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search that was stopped knows the violations that it met and nothing else; it never says "holds".</summary>
public class SearchLimitsTests
{
    private static readonly Scenario RacingLoad = ScenarioText.Parse("unmap: plain | guest: racing-load");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(400)]
    [InlineData(800)]
    public void FewerStatesLeaveVerdictsUnknown(long maxStates)
    {
        CheckResult complete = Check(new());
        CheckResult stopped = Check(new() { MaxStates = maxStates });

        AssertStopped(stopped, $"stopped after {maxStates} states");
        Assert.All(
            complete.Verdicts.Zip(stopped.Verdicts),
            pair => Assert.Equal(pair.Second.Kind == VerdictKind.Violated ? pair.First.Length : null, pair.Second.Length));
    }

    [Fact]
    public void ViolationsMetBeforeTheStopAreShortest()
    {
        CheckResult stopped = Check(new() { MaxStates = 100 });

        Assert.Equal("LW? LA? TT? UF7 PF? LF? WU? AC? RF?", VerdictText.Of(stopped));
    }

    [Fact]
    public void AThousandStatesAreWrittenAsPeopleWriteThem()
    {
        CheckResult stopped = new Checker(new() { MaxStates = 1_000 }).Check(ScenarioText.Parse("guest: range | rounds: 2"), PropertySet.All);

        AssertStopped(stopped, "stopped after 1,000 states");
    }

    [Fact]
    public void ALimitThatIsNotReachedChangesNothing()
    {
        CheckResult complete = Check(new());
        CheckResult limited = Check(new() { MaxStates = complete.States + 1, MaxTime = TimeSpan.FromHours(1), MaxMemoryBytes = 1L << 40 });

        Assert.Null(limited.StopReason);
        Assert.False(limited.IsInconclusive);
        Assert.Equal(VerdictText.Of(complete), VerdictText.Of(limited));
    }

    [Fact]
    public void TimeStopsASearch()
    {
        CheckResult stopped = Check(new() { MaxTime = TimeSpan.FromSeconds(2.5), Clock = new RunawayClock() });

        AssertStopped(stopped, "stopped after 2.5 s");
    }

    [Fact]
    public void MemoryStopsASearch()
    {
        CheckResult stopped = Check(new() { MaxMemoryBytes = 1 << 15 });

        AssertStopped(stopped, "stopped after 0.03 MiB");
    }

    [Fact]
    public void TheUserStopsASearch()
    {
        CheckResult stopped = Check(new() { Cancellation = new CancellationToken(canceled: true) });

        AssertStopped(stopped, "stopped after interruption at depth 0");
    }

    [Fact]
    public void AStopOfOnlyTheRunWithoutMigrationLeavesOnlyRefinementUnknown()
    {
        // However often a search looks at its clock, for some number of looks the time runs out in the second of the two searches.
        Scenario scenario = ScenarioText.Parse("unmap: two-call | guest: quiesced");
        CheckResult complete = new Checker(new()).Check(scenario, PropertySet.All);
        CheckResult result = Enumerable.Range(1, 200)
            .Select(looks => new SearchLimits { MaxTime = TimeSpan.FromHours(1), Clock = new ClockThatJumpsAfter(looks) })
            .Select(limits => new Checker(limits).Check(scenario, PropertySet.All))
            .First(result => result.StopReason is null && result[Property.RefinesNoMigration].Kind == VerdictKind.Unknown);

        Assert.Equal(complete.States, result.States);
        Assert.Contains("the run without migration", result[Property.RefinesNoMigration].Reason, StringComparison.Ordinal);

        // Completion is analysed afterwards, when the time is up as well.
        Assert.Empty(result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Unknown)
            .Select(verdict => verdict.Property).Except([Property.AlwaysCompletes, Property.RefinesNoMigration]));
    }

    [Fact]
    public void ProgressIsToldUntilTheEnd()
    {
        var progress = new Recorder();
        var limits = new SearchLimits { Progress = progress, Clock = new RunawayClock() };
        StateGraph graph = BreadthFirstSearch.Run(new GridModel(299, 299), limits);

        Assert.True(graph.IsComplete);
        Assert.NotEmpty(progress.Reports);
        Assert.All(progress.Reports, report =>
        {
            Assert.InRange(report.States, 1, graph.States.Count);
            Assert.InRange(report.Frontier, 1, report.States);
            Assert.InRange(report.Depth, 0, graph.Depth);
            Assert.InRange(report.Transitions, 0, graph.Transitions);
        });
        Assert.Equal(progress.Reports.Select(report => report.States).Order(), progress.Reports.Select(report => report.States));
    }

    private static CheckResult Check(SearchLimits limits) => new Checker(limits).Check(RacingLoad, PropertySet.All);

    private static void AssertStopped(CheckResult result, string reason)
    {
        Assert.Equal(reason, $"stopped after {result.StopReason}");
        Assert.True(result.IsInconclusive);
        foreach (Verdict verdict in result.Verdicts)
        {
            Assert.NotEqual(VerdictKind.Holds, verdict.Kind);
            Assert.Equal(verdict.Kind == VerdictKind.Unknown ? reason : null, verdict.Reason);
            Assert.Equal(verdict.Kind == VerdictKind.Violated, verdict.Counterexample is not null);
        }
    }

    /// <summary>Each look at it is ten seconds after the last.</summary>
    private sealed class RunawayClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now += 10;
    }

    private sealed class Recorder : IProgress<SearchProgress>
    {
        public List<SearchProgress> Reports { get; } = [];

        public void Report(SearchProgress value) => Reports.Add(value);
    }
}
