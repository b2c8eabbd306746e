using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>An execution says truly what it ran, how it ended, and what it violated.</summary>
public class ExecutionTests
{
    private static PropertySet Nothing => default;

    public static TheoryData<string> AllStrategies => ScenarioRuns.AllStrategies;

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public void TheSameSeedGivesTheSameExecutions(string strategy)
    {
        Assert.Equal(Written(strategy, seed: 3), Written(strategy, seed: 3));
        if (strategy != "dfs") Assert.NotEqual(Written(strategy, seed: 3), Written(strategy, seed: 4));
    }

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public void AnExecutionCanBeRepeatedAloneUnlessTheStrategyIsASearch(string strategy)
    {
        // Cut short, too, so that nothing is left over from an execution that was stopped halfway.
        foreach (int maxSteps in (int[])[500, 15])
        {
            var limits = new ExecutionLimits { MaxUnfairSteps = maxSteps, MaxFairSteps = maxSteps };
            var runs = new ScenarioRuns(ScenarioText.Parse("unmap: two-call | guest: reuse"), limits: limits);
            Execution[] inOrder = [.. runs.Run(ScenarioRuns.Named(strategy), 40, Nothing)];
            bool repeats = inOrder.All(execution =>
                runs.Runner(ScenarioRuns.Named(strategy)).Run(execution.Number, Nothing)!.Processes.SequenceEqual(execution.Processes));

            Assert.Equal(ScenarioRuns.Named(strategy).IsShardable(), repeats);
        }
    }

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public void TheProcessesLeadToTheLastState(string strategy)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-lazy | guest: range"));
        foreach (Execution execution in runs.Run(ScenarioRuns.Named(strategy), 100, PropertySet.All))
        {
            Trace trace = TraceOf(runs, execution);

            Assert.Equal(trace.Last, execution.Last);
            Assert.Equal(trace.Steps.Count, execution.Steps);
            Assert.Equal(runs.System.IsEnd(trace.Last), execution.End == ExecutionEnd.SwitchOver);
        }
    }

    [Fact]
    public void AnExecutionStopsAtTheFirstViolationThatIsAskedFor()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: write-protect-clear | guest: racing"));
        Execution[] stopped = [.. runs.Run(Strategy.Random, 200, PropertySet.Of(Property.NoUnrecoverableFault))
            .Where(execution => execution.End == ExecutionEnd.Violation)];
        Execution[] whole = [.. runs.Run(Strategy.Random, 200, Nothing)];

        Assert.NotEmpty(stopped);
        foreach (Execution execution in stopped)
        {
            Trace trace = TraceOf(runs, execution);
            Assert.Equal(Property.NoUnrecoverableFault, execution.FirstViolated);
            Assert.Single(trace.Steps, step => step.Transition.Violated.Contains(Property.NoUnrecoverableFault));
            Assert.Equal(execution.Processes, whole[execution.Number].Processes.Take(execution.Steps));
        }

        Assert.All(whole, execution => Assert.Equal(ExecutionEnd.SwitchOver, execution.End));
        Assert.All(whole, execution => Assert.Null(execution.FirstViolated));
    }

    [Fact]
    public void ViolationsAtTheSwitchOverAreReportedTogether()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: plain | guest: quiesced"));
        Execution found = runs.Run(Strategy.Random, 2_000, PropertySet.All).First(execution => execution.Violated.Contains(Property.NoTimeTravel));

        Assert.Equal(ExecutionEnd.SwitchOver, found.End);
        Assert.Equal(
            PropertySet.Of(Property.NoLostWrite, Property.NoLostAckedWrite, Property.NoTimeTravel, Property.RefinesNoMigration), found.Violated);
        Assert.Equal(Property.NoLostWrite, found.FirstViolated);
    }

    [Fact]
    public void OutcomesAreJudgedOnlyByACompleteBaseline()
    {
        Scenario scenario = ScenarioText.Parse("unmap: plain | guest: quiesced");
        PropertySet asked = PropertySet.Of(Property.RefinesNoMigration);
        OutcomeSet incomplete = OutcomeSet.Baseline(scenario, new SearchLimits { MaxStates = 3 });
        foreach (OutcomeSet? baseline in (OutcomeSet?[])[incomplete, null])
        {
            var runner = new ExecutionRunner(TransitionSystem.Of(scenario), new RandomScheduler(), seed: 1, new ExecutionLimits(), baseline);
            Assert.All(ScenarioRuns.Run(runner, 500, asked), execution => Assert.True(execution.Violated.IsEmpty));
        }

        Assert.NotNull(new ScenarioRuns(scenario).Find(Property.RefinesNoMigration, Strategy.Random, 500));
    }

    // The device waits for an answer to its page request, which waits for the entry to become writable.
    [Fact]
    public void ADeadlockViolatesCompletionIfThatIsAskedFor()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: [write-protect] | hardware: pri | guest: racing"));
        Execution asked = runs.Run(Strategy.Random, 500, PropertySet.Of(Property.AlwaysCompletes)).First(execution => execution.End == ExecutionEnd.Deadlock);
        Execution notAsked = runs.Runner(Strategy.Random).Run(asked.Number, Nothing)!;

        Assert.Equal(PropertySet.Of(Property.AlwaysCompletes), asked.Violated);
        Assert.Equal(ExecutionEnd.Deadlock, notAsked.End);
        Assert.True(notAsked.Violated.IsEmpty);
        Assert.False(asked.IsSuspect || notAsked.IsSuspect);
        Assert.True(notAsked.Coverage.Exercised.Contains(Property.AlwaysCompletes));
    }

    [Fact]
    public void AnExecutionThatGetsTooLongIsSuspectOnlyIfItIsFair()
    {
        var limits = new ExecutionLimits { MaxUnfairSteps = 120, MaxFairSteps = 300 };
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-stale-compare | guest: racing"), limits: limits);
        Execution fair = runs.Run(Strategy.FairPct, 2_000, Nothing).First(execution => execution.End == ExecutionEnd.MaxSteps);
        Execution unfair = runs.Run(Strategy.Pct, 2_000, Nothing).First(execution => execution.End == ExecutionEnd.MaxSteps);

        Assert.Equal((300, true), (fair.Steps, fair.IsSuspect));
        Assert.Equal((120, false), (unfair.Steps, unfair.IsSuspect));
    }

    [Fact]
    public void ASuspectThatCanStillCompleteIsNone()
    {
        var limits = new ExecutionLimits { MaxUnfairSteps = 10, MaxFairSteps = 10 };
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: two-call | guest: quiesced"), limits: limits);
        Execution cut = runs.Run(Strategy.Random, 1, Nothing).Single();
        var check = new StuckCheck(runs.System, new SearchLimits());

        Assert.True(cut.IsSuspect);
        Assert.Equal(Completion.Possible, check.Of(cut.Last));
    }

    [Fact]
    public void ASuspectIsNotConfirmedByASearchThatIsCutShort()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-stale-compare | guest: range"));
        Execution stuck = runs.Find(Property.AlwaysCompletes, Strategy.Random, 2_000)!;

        Assert.Equal(Completion.Unknown, new StuckCheck(runs.System, new SearchLimits { MaxStates = 1 }).Of(stuck.Last));
        Assert.Equal(Completion.Impossible, new StuckCheck(runs.System, new SearchLimits()).Of(stuck.Last));
    }

    [Fact]
    public void WhatWasFoundStuckIsRemembered()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-stale-compare | guest: range"));
        Execution stuck = runs.Find(Property.AlwaysCompletes, Strategy.Random, 2_000)!;
        var check = new StuckCheck(runs.System, new SearchLimits(), maxSearches: 1);

        Assert.Equal(Completion.Impossible, check.Of(stuck.Last));
        Assert.Equal(Completion.Impossible, check.Of(stuck.Last));
    }

    [Fact]
    public void SwitchesAreCounted()
    {
        Assert.Equal(0, ContextSwitches.Count([]));
        Assert.Equal(0, ContextSwitches.Count([2, 2]));
        Assert.Equal(3, ContextSwitches.Count([0, 0, 1, 0, 2, 2]));
    }

    // The members in their order, each with its default; the seventh execution is the first member's again.
    [Fact]
    public void APortfolioGivesEachExecutionToTheNextMember()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: two-call | guest: reuse"));
        Strategy[] members = [Strategy.Random, Strategy.Probabilistic, Strategy.FairPct, Strategy.Pos, Strategy.DelayBounded, Strategy.Urw];

        foreach (Execution execution in runs.Run(Strategy.Portfolio, 18, Nothing))
        {
            Strategy member = members[execution.Number % members.Length];
            Assert.Equal(runs.Runner(member).Run(execution.Number, Nothing)!.Processes, execution.Processes);
        }
    }

    [Fact]
    public void TheEstimateFollowsFromTheSeed()
    {
        TransitionSystem system = TransitionSystem.Of(ScenarioText.Parse("unmap: two-call | guest: reuse"));
        var limits = new ExecutionLimits();
        StepEstimate estimate = StepEstimate.Of(system, seed: 5, limits);

        Assert.Equal(estimate.StepsOf, StepEstimate.Of(system, seed: 5, limits).StepsOf);
        Assert.Equal(estimate.Length, StepEstimate.Of(system, seed: 5, limits).Length);
        Assert.Equal(system.ProcessCount, estimate.ProcessCount);
        Assert.InRange(estimate.StepsOf.Sum(), estimate.Length / 2, estimate.Length);
    }

    // With so few steps allowed some of the estimate's executions do not end. The others have numbers below 0, too, and can be run again.
    [Fact]
    public void ExecutionsThatDoNotEndTellNothingOfLengths()
    {
        var limits = new ExecutionLimits { MaxUnfairSteps = 52, MaxFairSteps = 52 };
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: two-call | guest: reuse"), seed: 5, limits);
        ExecutionRunner runner = runs.Runner(Strategy.Random);
        Execution[] all = [.. Enumerable.Range(1, 16).Select(number => runner.Run(-number, Nothing)!)];
        Execution[] ended = [.. all.Where(execution => execution.End == ExecutionEnd.SwitchOver)];
        StepEstimate estimate = StepEstimate.Of(runs.System, seed: 5, limits);

        Assert.InRange(ended.Length, 1, 15);
        Assert.Equal(ended.Max(execution => execution.Steps), estimate.Length);
        Assert.All(
            Enumerable.Range(0, estimate.ProcessCount),
            process => Assert.Equal(ended.Average(execution => execution.Processes.Count(other => other == process)), estimate.StepsOf[process], tolerance: 0.5));
    }

    // A scheduler that asks for footprints is shown those of the steps that could be taken now.
    [Fact]
    public void FootprintsAreThoseOfThePendingSteps()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: two-call | guest: range"));
        var scheduler = new FootprintReader(runs.System);
        foreach (Execution execution in ScenarioRuns.Run(runs.Runner(scheduler), 20, Nothing)) Assert.Equal(execution.Last, scheduler.State);

        Assert.True(scheduler.Compared > 20 * 40);
    }

    private static string Written(string strategy, ulong seed) => string.Join('|',
        new ScenarioRuns(ScenarioText.Parse("unmap: two-call | guest: reuse"), seed)
            .Run(ScenarioRuns.Named(strategy), 40, Nothing).Select(execution => string.Concat(execution.Processes)));

    private static Trace TraceOf(ScenarioRuns runs, Execution execution) =>
        Trace.Run(runs.System, execution.Processes.Select(process => (int)process));

    /// <summary>Walks at random, follows the model itself, and compares all that it is shown with it.</summary>
    private sealed class FootprintReader(TransitionSystem system) : IScheduler
    {
        private Randomness _random;
        private State _state;

        public int Compared { get; private set; }

        public State State => _state;

        public bool IsFair => true;

        public bool UsesFootprints => true;

        public bool TryBegin(long execution, Randomness random)
        {
            (_state, _random) = (system.Initial, random);
            return true;
        }

        public int Choose(in PendingSteps pending)
        {
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State after = _state;
                Transition? transition = system.TryTransition(ref after, process);
                Assert.Equal(transition is not null, pending.Enabled.Contains(process));
                if (transition is null) continue;
                Assert.Equal(transition.Footprint, pending.FootprintOf(process));
                Compared++;
            }

            int chosen = pending.Enabled.Any(ref _random);
            system.TryTransition(ref _state, chosen);
            return chosen;
        }
    }
}
