using System.Collections.Concurrent;
using RaceModel.Checks.Estimation;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// Judges scenarios by exhaustive search: one breadth-first search of the run with migration answers all properties, one of the
/// run without it is shared by all scenarios that differ only in their protocol.
/// </summary>
/// <param name="limits">How much a search may take.</param>
/// <param name="reductions">How to search fewer states for the same verdicts; counterexamples are then not always shortest ones, unless it is only by symmetry.</param>
public sealed class Checker(SearchLimits limits, Reductions reductions = Reductions.None)
{
    private readonly ConcurrentDictionary<string, Lazy<OutcomeSet>> _baselines = new(StringComparer.Ordinal);

    /// <summary>Checks a scenario.</summary>
    /// <param name="scenario">What is checked.</param>
    /// <param name="properties">The properties to judge.</param>
    /// <exception cref="ArgumentException">The scenario is out of bounds.</exception>
    public CheckResult Check(Scenario scenario, PropertySet properties) => Check(scenario, properties, checkpoint: null);

    /// <summary>The same; the search is saved and continued, and its states are shown before they are dropped.</summary>
    /// <param name="scenario">What is checked.</param>
    /// <param name="properties">The properties to judge.</param>
    /// <param name="checkpoint">Where the search is saved and what it continues from; null for neither.</param>
    /// <param name="inspect">Is shown what the search found; only for a search that is not reduced.</param>
    internal CheckResult Check(
        Scenario scenario, PropertySet properties, CheckpointFile? checkpoint, Action<ScenarioSource, StateGraph>? inspect = null)
    {
        TransitionSystem system = TransitionSystem.Of(scenario);
        if (reductions == Reductions.None) return Check(new ScenarioSource(system), properties, checkpoint, inspect);

        // The search without reductions is the faster one for as many states.
        if (reductions == Reductions.Symmetry && Symmetry.FindIn(system.Compiled) is null)
        {
            CheckResult full = Check(new ScenarioSource(system), properties, checkpoint, inspect);
            return full with { Savings = new(reductions, 0, 0) { SymmetricStates = full.States } };
        }

        return Check(new ReducedSource(system, reductions), properties, checkpoint);
    }

    /// <summary>The verdicts on the runs that go on from a state; their schedules begin there.</summary>
    internal CheckResult CheckFrom(TransitionSystem system, State start, PropertySet properties) =>
        Check(new ScenarioSource(system, start), properties, checkpoint: null);

    private CheckResult Check<TSource>(
        TSource source, PropertySet properties, CheckpointFile? checkpoint, Action<TSource, StateGraph>? inspect = null)
        where TSource : struct, IScenarioSource
    {
        long began = limits.Clock.GetTimestamp();
        TransitionSystem system = source.System;
        var watch = new LimitWatch(limits);
        if (limits.Progress is not null) watch.LongestRun = RandomRuns.FindLongest(new ScenarioSource(system), seed: 1);
        StateGraph graph = BreadthFirstSearch.Run(source, limits, watch, checkpoint);
        inspect?.Invoke(source, graph);
        OutcomeSet outcomes = OutcomeSet.Of(source, graph), baseline = BaselineOf(system.Scenario);

        return new()
        {
            Scenario = system.Scenario,
            Verdicts = [.. properties.Items().Select(property => Judge(property, source, graph, outcomes, baseline, watch))],
            States = graph.States.Count,
            Transitions = graph.Transitions,
            Depth = graph.Depth,
            Bytes = graph.Bytes,
            StopReason = graph.StopReason,
            Outcomes = outcomes.Write(),
            BaselineOutcomes = baseline.Write(),
            Savings = source.SavingsIn(graph),
            Elapsed = limits.Clock.GetElapsedTime(began),
        };
    }

    private static Verdict Judge<TSource>(
        Property property, TSource source, StateGraph graph, OutcomeSet outcomes, OutcomeSet baseline, LimitWatch watch)
        where TSource : struct, IScenarioSource => property switch
        {
            Property.RefinesNoMigration => JudgeRefinement(source, graph, outcomes, baseline),
            Property.AlwaysCompletes => JudgeCompletion(source, graph, watch),
            _ when graph.FindViolation(property) is { } step =>
                Violated(property, source.System, source.StepsOf([.. graph.ProcessesTo(step.Source), step.Process], property)),
            _ => HoldsUnless(graph.StopReason, property),
        };

    private static Verdict JudgeRefinement<TSource>(TSource source, StateGraph graph, OutcomeSet outcomes, OutcomeSet baseline)
        where TSource : struct, IScenarioSource
    {
        if (baseline.StopReason is { } reason) return HoldsUnless(graph.StopReason ?? $"{reason} in the run without migration", Property.RefinesNoMigration);

        int end = outcomes.FindNearestEndOutside(baseline);
        if (end < 0) return HoldsUnless(graph.StopReason, Property.RefinesNoMigration);

        int[] processes = source.StepsOf(graph.ProcessesTo(end), violated: null);
        State last = source.Load(graph.States[0]);
        foreach (int process in processes) source.System.TryStep(ref last, process, out _);
        return Violated(Property.RefinesNoMigration, source.System, processes) with
        {
            OffendingOutcome = Outcome.Of(source.System, last).Write(source.System.Scenario),
        };
    }

    private static Verdict JudgeCompletion<TSource>(TSource source, StateGraph graph, LimitWatch watch) where TSource : struct, IScenarioSource
    {
        if (!graph.IsComplete) return HoldsUnless(graph.StopReason, Property.AlwaysCompletes);

        int stuck = CompletionAnalysis.FindNearestStuck(source, graph, watch, out string? stopReason);
        return stuck < 0
            ? HoldsUnless(stopReason, Property.AlwaysCompletes)
            : Violated(Property.AlwaysCompletes, source.System, source.StepsOf(graph.ProcessesTo(stuck), violated: null));
    }

    private static Verdict Violated(Property property, TransitionSystem system, int[] processes) =>
        new(property, VerdictKind.Violated) { Scenario = system.Scenario, Processes = processes };

    private static Verdict HoldsUnless(string? stopReason, Property property) => stopReason is null
        ? new(property, VerdictKind.Holds)
        : new(property, VerdictKind.Unknown) { Reason = $"stopped after {stopReason}" };

    private OutcomeSet BaselineOf(Scenario scenario) =>
        _baselines.GetOrAdd(ScenarioKey.OfBaseline(scenario), _ => new(() => OutcomeSet.Baseline(scenario, limits, reductions))).Value;
}
