using System.Collections.Concurrent;
using RaceModel.Checks.Estimation;
using RaceModel.Checks.Exploration.Sets;
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
    internal CheckResult Check(Scenario scenario, PropertySet properties, CheckpointFile? checkpoint, Action<ScenarioSource, SetSearch>? inspect = null)
    {
        TransitionSystem system = TransitionSystem.Of(scenario);
        if (reductions == Reductions.None) return CheckAll(new ScenarioSource(system), properties, checkpoint, inspect);

        // The search without reductions is the faster one for as many states.
        if (reductions == Reductions.Symmetry && Symmetry.FindIn(system.Compiled) is null)
        {
            CheckResult full = CheckAll(new ScenarioSource(system), properties, checkpoint, inspect);
            return full with { Savings = new(reductions, 0, 0) { SymmetricStates = full.States } };
        }

        return Check(new ReducedSource(system, reductions), properties, (source, watch) =>
            new GraphFindings<ReducedSource>(source, BreadthFirstSearch.Run(source, limits, watch, checkpoint)));
    }

    /// <summary>The verdicts on the runs that go on from a state; their schedules begin there.</summary>
    internal CheckResult CheckFrom(TransitionSystem system, State start, PropertySet properties) =>
        CheckAll(new ScenarioSource(system, start), properties, checkpoint: null, inspect: null);

    private CheckResult CheckAll(ScenarioSource scenario, PropertySet properties, CheckpointFile? checkpoint, Action<ScenarioSource, SetSearch>? inspect) =>
        Check(scenario, properties, (source, watch) =>
        {
            if (checkpoint is null && inspect is null) return ScenarioSearch.Run(source, limits, watch);

            SetSearch search = ScenarioSearch.BySets(source, limits, watch, checkpoint);
            inspect?.Invoke(source, search);
            return new SetFindings(source, search);
        });

    private CheckResult Check<TSource>(TSource source, PropertySet properties, Func<TSource, LimitWatch, IScenarioFindings> search)
        where TSource : struct, IScenarioSource
    {
        long began = limits.Clock.GetTimestamp();
        TransitionSystem system = source.System;
        var watch = new LimitWatch(limits);
        if (limits.Progress is not null) watch.LongestRun = RandomRuns.FindLongest(new ScenarioSource(system), seed: 1);
        IScenarioFindings findings = search(source, watch);
        OutcomeSet baseline = BaselineOf(system.Scenario);

        return new()
        {
            Scenario = system.Scenario,
            Verdicts = [.. properties.Items().Select(property => Judge(property, source, findings, baseline, watch))],
            States = findings.Extent.StateCount,
            Transitions = findings.Extent.Transitions,
            Depth = findings.Extent.Depth,
            Bytes = findings.Extent.Bytes,
            StopReason = findings.StopReason,
            Outcomes = findings.Outcomes.Write(),
            BaselineOutcomes = baseline.Write(),
            Savings = findings.Savings,
            Elapsed = limits.Clock.GetElapsedTime(began),
        };
    }

    private static Verdict Judge<TSource>(Property property, TSource source, IScenarioFindings findings, OutcomeSet baseline, LimitWatch watch)
        where TSource : struct, IScenarioSource => property switch
        {
            Property.RefinesNoMigration => JudgeRefinement(source, findings, baseline),
            Property.AlwaysCompletes => JudgeCompletion(source.System, findings, watch),
            _ => findings.FindViolation(property) is { } processes
                ? Violated(property, source.System, processes)
                : HoldsUnless(findings.StopReason, property),
        };

    private static Verdict JudgeRefinement<TSource>(TSource source, IScenarioFindings findings, OutcomeSet baseline)
        where TSource : struct, IScenarioSource
    {
        if (baseline.StopReason is { } reason)
            return HoldsUnless(findings.StopReason ?? $"{reason} in the run without migration", Property.RefinesNoMigration);

        if (findings.FindEndOutside(baseline) is not { } processes) return HoldsUnless(findings.StopReason, Property.RefinesNoMigration);

        State last = source.Start;
        foreach (int process in processes) source.System.TryStep(ref last, process, out _);
        return Violated(Property.RefinesNoMigration, source.System, processes) with
        {
            OffendingOutcome = Outcome.Of(source.System, last).Write(source.System.Scenario),
        };
    }

    private static Verdict JudgeCompletion(TransitionSystem system, IScenarioFindings findings, LimitWatch watch)
    {
        if (findings.StopReason is { } reason) return HoldsUnless(reason, Property.AlwaysCompletes);

        int[]? processes = findings.FindStuck(watch, out string? stopReason);
        return processes is null ? HoldsUnless(stopReason, Property.AlwaysCompletes) : Violated(Property.AlwaysCompletes, system, processes);
    }

    private static Verdict Violated(Property property, TransitionSystem system, int[] processes) =>
        new(property, VerdictKind.Violated) { Scenario = system.Scenario, Processes = processes };

    private static Verdict HoldsUnless(string? stopReason, Property property) => stopReason is null
        ? new(property, VerdictKind.Holds)
        : new(property, VerdictKind.Unknown) { Reason = $"stopped after {stopReason}" };

    private OutcomeSet BaselineOf(Scenario scenario) =>
        _baselines.GetOrAdd(ScenarioKey.OfBaseline(scenario), _ => new(() => OutcomeSet.Baseline(scenario, limits, reductions))).Value;
}
