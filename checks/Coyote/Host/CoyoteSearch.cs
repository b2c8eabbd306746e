using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Coyote;

/// <summary>
/// Looks for each of several properties: whenever Coyote finds one, another testing engine goes on looking for the rest, from the
/// next seed on. What Coyote finds is repeated, by Coyote and by this project's replay, before it counts.
/// </summary>
internal sealed class CoyoteSearch(Scenario scenario, PropertySet properties, CoyoteSettings settings)
{
    private readonly TransitionSystem _system = TransitionSystem.Of(scenario);
    private readonly OutcomeSet? _baseline = BaselineFor(scenario, properties);
    private readonly long _start = settings.Clock.GetTimestamp();
    private readonly List<CoyoteFinding> _findings = [];
    private readonly HashSet<int> _states = [];
    private PropertySet _missing;
    private Coverage _coverage;
    private int _iterations, _clearedSuspects;
    private long _steps, _decisions;
    private string? _stopReason;

    public CoyoteResult Run()
    {
        _missing = properties;
        while (!_missing.IsEmpty && _iterations < settings.Iterations && _stopReason is null) RunUntilViolation();

        return new()
        {
            Scenario = scenario,
            Settings = settings,
            Properties = properties,
            Findings = _findings,
            Iterations = _iterations,
            Steps = _steps,
            Decisions = _decisions,
            States = _states.Count,
            Coverage = _coverage,
            ClearedSuspects = _clearedSuspects,
            StopReason = _stopReason,
            Elapsed = settings.Clock.GetElapsedTime(_start),
        };
    }

    /// <summary>The outcomes of the runs without migration, if a property needs them.</summary>
    public static OutcomeSet? BaselineFor(Scenario scenario, PropertySet properties) =>
        properties.Contains(Property.RefinesNoMigration) ? OutcomeSet.Baseline(scenario, new SearchLimits()) : null;

    /// <summary>The properties that a session's failure violates.</summary>
    /// <exception cref="InvalidOperationException">It is not a property that failed.</exception>
    public static PropertySet ViolatedIn(CoyoteSession session)
    {
        PropertySet violated = session.Last.Judge.Violated;
        if (!violated.IsEmpty) return violated;

        return session.Failure!.Contains(nameof(CompletionMonitor), StringComparison.Ordinal)
            ? PropertySet.Of(Property.AlwaysCompletes)
            : throw new InvalidOperationException(session.Failure);
    }

    private void RunUntilViolation()
    {
        CoyoteSettings rest = settings with { Seed = settings.Seed + (uint)_iterations, Iterations = settings.Iterations - _iterations };
        using var session = new CoyoteSession(EngineConfiguration.Of(rest), _system, _missing, _baseline);
        session.Run(MustStop);

        _iterations += session.Iterations;
        _steps += session.Steps;
        _coverage.Merge(session.Coverage);
        _decisions += session.Report.TotalExploredFairSteps + session.Report.TotalExploredUnfairSteps;
        _states.UnionWith(session.Report.CoverageInfo.VisitedStates);
        if (session.Failure is null) return;
        foreach (Property property in ViolatedIn(session).Items()) Record(property, session);
    }

    private void Record(Property property, CoyoteSession session)
    {
        Trace trace = session.Last.Run.Trace;
        if (!CoyoteEngine.Replay(scenario, property, session.Trace).Repeats(Schedule.Of(trace, property)))
            throw new InvalidOperationException($"Coyote does not repeat its own run of iteration {_iterations}");

        Schedule schedule = Schedule.Of(property == Property.AlwaysCompletes ? UpToStuck(trace) : trace, property);
        if (Counterexamples.Replay.Run(schedule).Divergence is not { } divergence)
        {
            _findings.Add(new(property, _iterations, schedule, session.Trace));
            _missing = _missing.Except(PropertySet.Of(property));
        }
        else if (property == Property.AlwaysCompletes)
        {
            _clearedSuspects++;
        }
        else
        {
            throw new InvalidOperationException($"iteration {_iterations} violates {Words.Of(property)} in Coyote, but {divergence.Reason}");
        }
    }

    /// <summary>The run up to the first state from which switch-over cannot be reached; the whole run if it still can at the end.</summary>
    private static Trace UpToStuck(Trace trace)
    {
        // What can be reached only shrinks along a run.
        var check = new StuckCheck(trace.System, new SearchLimits());
        int alive = 0, stuck = trace.Steps.Count;
        while (alive < stuck)
        {
            int middle = (alive + stuck) / 2;
            if (check.Of(trace.StateAfter(middle)) == Completion.Impossible) stuck = middle;
            else alive = middle + 1;
        }

        return trace.UpTo(stuck);
    }

    private bool MustStop()
    {
        if (settings.Cancellation.IsCancellationRequested) _stopReason = "interruption";
        else if (settings.MaxTime != Timeout.InfiniteTimeSpan && settings.Clock.GetElapsedTime(_start) >= settings.MaxTime)
            _stopReason = $"{settings.MaxTime.TotalSeconds:0.###} s";
        return _stopReason is not null;
    }
}
