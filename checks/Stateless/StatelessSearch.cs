using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Stateless;

/// <summary>
/// Runs the interleavings of a scenario depth first and stores no states but those of the current run. Source-DPOR: Abdulla, Aronis,
/// Jonsson, Sagonas, "Optimal Dynamic Partial Order Reduction", POPL 2014; sleep sets: Godefroid, "Partial-Order Methods for the
/// Verification of Concurrent Systems", 1996. Shares nothing with the breadth-first search but the transition system.
/// </summary>
/// <remarks>
/// Two steps are dependent if their footprints conflict. In the paper no step disables another process; here the guard that a blocked
/// process last looked at is a footprint as well, and races with the steps that made it false. To reverse such a race need
/// not enable the process; then what does not depend on the step is run first, and the process looks again on the way.
/// Runs of a scenario can be endless (a compare-and-exchange that is tried for ever), so they are cut at a number of steps.
/// </remarks>
internal sealed class StatelessSearch
{
    private readonly TransitionSystem _system;
    private readonly StatelessReduction _reduction;
    private readonly SearchLimits _limits;
    private readonly int _maxSteps;
    private readonly Situation[] _path;
    private readonly Footprint[] _pending;
    private readonly RunEvents _events;
    private readonly StepRecord _record = new();
    private readonly List<int> _races = [];
    private readonly StatelessResult _result = new();

    private StatelessSearch(TransitionSystem system, StatelessReduction reduction, int maxSteps, SearchLimits limits)
    {
        _system = system;
        _reduction = reduction;
        _limits = limits;
        _maxSteps = maxSteps;
        _path = new Situation[maxSteps + 1];
        _pending = new Footprint[(maxSteps + 1) * system.ProcessCount];
        _events = new RunEvents(system.ProcessCount, maxSteps);
    }

    /// <summary>Runs all interleavings up to a number of steps, but for those that the reduction leaves out.</summary>
    public static StatelessResult Run(TransitionSystem system, StatelessReduction reduction, int maxSteps, SearchLimits limits) =>
        new StatelessSearch(system, reduction, maxSteps, limits).Run();

    private StatelessResult Run()
    {
        long start = _limits.Clock.GetTimestamp();
        _path[0].State = _system.Initial;
        Enter();
        while (true)
        {
            ref Situation here = ref _path[_events.Count];
            ProcessSet left = here.Backtrack.Except(here.Sleep);
            if (!left.IsEmpty) Step(left.First);
            else if (_events.Count == 0) return _result;
            else GoBack();

            if ((_result.Steps & 0xFFF) == 0 && FindReasonToStop(start) is { } reason)
            {
                _result.StopReason = reason;
                return _result;
            }
        }
    }

    private string? FindReasonToStop(long start)
    {
        if (_limits.Cancellation.IsCancellationRequested) return $"interruption after {_result.CompletedRuns:N0} runs";
        return _limits.MaxTime != Timeout.InfiniteTimeSpan && _limits.Clock.GetElapsedTime(start) >= _limits.MaxTime
            ? $"{_limits.MaxTime.TotalSeconds:0.###} s"
            : null;
    }

    private void Step(int process)
    {
        int depth = _events.Count;
        ref Situation here = ref _path[depth], next = ref _path[depth + 1];
        here.Taken = process;
        next.State = here.State;
        _system.TryStep(ref next.State, process, _record);
        PropertySet violated = _record.Violated;
        Footprint footprint = _record.Footprint;
        FindRaces(process, footprint);
        _events.Append(process, footprint);
        _result.Steps++;
        _result.Note(violated, _events.Processes);

        next.Sleep = default;
        for (ProcessSet rest = here.Sleep; !rest.IsEmpty; rest = rest.WithoutFirst)
        {
            if (!PendingOf(depth, rest.First).ConflictsWith(footprint)) next.Sleep = next.Sleep.With(rest.First);
        }

        Enter();
    }

    private void GoBack()
    {
        _events.RemoveLast();
        ref Situation here = ref _path[_events.Count];
        if (_reduction == StatelessReduction.None) here.Backtrack = here.Backtrack.Without(here.Taken);
        else here.Sleep = here.Sleep.With(here.Taken);
    }

    /// <summary>Comes to the state that the run has led to, and chooses what is tried there.</summary>
    private void Enter()
    {
        ref Situation here = ref _path[_events.Count];
        here.Enabled = FindPending(here.State);
        ProcessSet awake = here.Enabled.Except(here.Sleep);
        here.Backtrack = default;
        if (here.Enabled.IsEmpty) Complete(here.State);
        else if (awake.IsEmpty) _result.RedundantRuns++;
        else if (_events.Count == _maxSteps) _result.StopReason = $"{_maxSteps:N0} steps of a run";
        else here.Backtrack = _reduction == StatelessReduction.SourceSets ? default(ProcessSet).With(awake.First) : here.Enabled;
    }

    /// <summary>The enabled processes. A blocked one has looked at its guard, and that races as well.</summary>
    private ProcessSet FindPending(in State state)
    {
        ProcessSet enabled = default;
        for (int process = 0; process < _system.ProcessCount; process++)
        {
            State scratch = state;
            bool isEnabled = _system.TryStep(ref scratch, process, _record);
            PendingOf(_events.Count, process) = _record.Footprint;
            if (isEnabled) enabled = enabled.With(process);
            else FindRaces(process, _record.Footprint);
        }

        return enabled;
    }

    private void Complete(in State end)
    {
        _result.CompletedRuns++;
        _result.Ends.Add(end);
        if (_system.IsEnd(end)) _result.Note(Outcome.Of(_system, end), _events.Processes);
        else _result.Note(PropertySet.Of(Property.AlwaysCompletes), _events.Processes);
    }

    private ref Footprint PendingOf(int depth, int process) => ref _pending[(depth * _system.ProcessCount) + process];

    /// <summary>Sees to it that for each race of a step with an earlier one, a run is tried in which it goes the other way.</summary>
    private void FindRaces(int process, Footprint footprint)
    {
        _events.Consider(process, footprint, _races);
        if (_reduction != StatelessReduction.SourceSets) return;

        foreach (int step in _races)
        {
            ProcessSet initials = _events.InitialsWithout(step, process, FootprintWithout(step, process));
            ref Situation before = ref _path[step];
            if (!initials.IsEmpty && initials.Intersect(before.Backtrack).IsEmpty) before.Backtrack = before.Backtrack.With(initials.First);
        }
    }

    /// <summary>What a process's step touches if, of the run, a step and all that depends on it are left out; null if it has no step then.</summary>
    private Footprint? FootprintWithout(int step, int process)
    {
        State state = _path[step].State;
        for (int later = step + 1; later < _events.Count; later++)
        {
            if (!_events.HappensBefore(step, later)) _system.TryStep(ref state, _events.ProcessOf(later), out _);
        }

        return _system.TryStep(ref state, process, _record) ? _record.Footprint : null;
    }

    /// <summary>One state of the current run, and what is tried from it.</summary>
    private struct Situation
    {
        public State State;

        public ProcessSet Enabled;

        /// <summary>The processes that are tried here.</summary>
        public ProcessSet Backtrack;

        /// <summary>Those that need not be tried here: all runs on which they go first have been run.</summary>
        public ProcessSet Sleep;

        public int Taken;
    }
}
