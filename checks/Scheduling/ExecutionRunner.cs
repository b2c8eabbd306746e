using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Runs executions of a scenario under a scheduler, one after the other. Execution n follows from the seed and n alone, unless the
/// scheduler says otherwise. Each thread needs its own.
/// </summary>
internal sealed class ExecutionRunner
{
    private readonly TransitionSystem _system;
    private readonly IScheduler _scheduler;
    private readonly ulong _seed;
    private readonly ExecutionLimits _limits;
    private readonly OutcomeSet? _baseline;
    private readonly byte[] _processes;
    private readonly State[] _successors;
    private readonly PropertySet[] _violated;
    private readonly Footprint[] _footprints;
    private readonly StepRecord _record = new();

    /// <param name="system">What is run.</param>
    /// <param name="scheduler">Chooses the steps.</param>
    /// <param name="seed">Where all random choices come from.</param>
    /// <param name="limits">How long executions may get.</param>
    /// <param name="baseline">
    /// The outcomes without migration; <see cref="Property.RefinesNoMigration"/> is not judged without them, nor if they are incomplete.
    /// </param>
    public ExecutionRunner(TransitionSystem system, IScheduler scheduler, ulong seed, ExecutionLimits limits, OutcomeSet? baseline = null)
    {
        _system = system;
        _scheduler = scheduler;
        _seed = seed;
        _limits = limits;
        _baseline = baseline is { StopReason: null } ? baseline : null;
        _processes = new byte[Math.Max(limits.MaxFairSteps, limits.MaxUnfairSteps)];
        _successors = new State[system.ProcessCount];
        _violated = new PropertySet[system.ProcessCount];
        _footprints = new Footprint[system.ProcessCount];
    }

    /// <summary>
    /// Runs one execution, up to its end or to its first step that violates a property that is asked for; null if the scheduler has
    /// no execution left.
    /// </summary>
    public Execution? Run(long number, PropertySet asked)
    {
        if (!_scheduler.TryBegin(number, Randomness.For(_seed, number))) return null;

        int most = _scheduler.IsFair ? _limits.MaxFairSteps : _limits.MaxUnfairSteps;
        State state = _system.Initial;
        Coverage coverage = default;
        PropertySet violated = default;
        for (int taken = 0, last = -1; ; taken++)
        {
            ProcessSet enabled = violated.IsEmpty ? FindPending(state) : default;
            if (enabled.IsEmpty || taken == most) return Finish(number, state, taken, violated, enabled, asked, coverage);

            last = _scheduler.Choose(new(enabled, last, taken, _footprints));
            _processes[taken] = (byte)last;
            violated = _violated[last].Intersect(asked);
            coverage.Add(_system, state, last, _record);
            state = _successors[last];
        }
    }

    /// <summary>Takes the step of each process that is enabled, on the side.</summary>
    private ProcessSet FindPending(in State state)
    {
        ProcessSet enabled = default;
        for (int process = 0; process < _successors.Length; process++)
        {
            ref State successor = ref _successors[process];
            successor = state;
            if (!TryStep(ref successor, process)) continue;
            enabled = enabled.With(process);
        }

        return enabled;
    }

    private bool TryStep(ref State successor, int process)
    {
        if (!_scheduler.UsesFootprints) return _system.TryStep(ref successor, process, out _violated[process]);
        if (!_system.TryStep(ref successor, process, _record)) return false;

        _violated[process] = _record.Violated;
        _footprints[process] = _record.Footprint;
        return true;
    }

    private Execution Finish(
        long number, in State last, int steps, PropertySet violated, ProcessSet enabled, PropertySet asked, Coverage coverage)
    {
        bool isEnd = _system.IsEnd(last);
        bool isDeadlock = !isEnd && violated.IsEmpty && enabled.IsEmpty;
        if (isDeadlock) coverage.Exercised = coverage.Exercised.With(Property.AlwaysCompletes);
        if (isDeadlock && asked.Contains(Property.AlwaysCompletes)) violated = violated.With(Property.AlwaysCompletes);
        if (isEnd && asked.Contains(Property.RefinesNoMigration) && _baseline?.Contains(Outcome.Of(_system, last)) == false)
            violated = violated.With(Property.RefinesNoMigration);

        return new()
        {
            Number = number,
            Processes = _processes.AsSpan(0, steps).ToArray(),
            End = isEnd ? ExecutionEnd.SwitchOver
                : isDeadlock ? ExecutionEnd.Deadlock
                : violated.IsEmpty ? ExecutionEnd.MaxSteps
                : ExecutionEnd.Violation,
            Last = last,
            Violated = violated,
            IsSuspect = violated.IsEmpty && !isEnd && !isDeadlock && _scheduler.IsFair,
            Coverage = coverage,
        };
    }
}
