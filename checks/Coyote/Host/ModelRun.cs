using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Coyote;

/// <summary>
/// One run of the model: the state that all actors share, and the steps taken so far. Coyote lets one actor run at a time, so
/// nothing is locked.
/// </summary>
internal sealed class ModelRun
{
    private readonly TransitionSystem _system;
    private readonly TraceStep?[] _next;
    private readonly List<TraceStep> _steps = [];

    public ModelRun(TransitionSystem system)
    {
        _system = system;
        _next = new TraceStep?[system.ProcessCount];
        FindNextSteps();
    }

    public State State => Trace.Last;

    /// <summary>The steps so far.</summary>
    public Trace Trace => new(_system, _steps);

    /// <summary>Whether the VM has gone on at the destination.</summary>
    public bool IsEnd => _system.IsEnd(State);

    /// <summary>The processes in which an actor has a step to take.</summary>
    public int[] ReadyProcesses(ActorPlace place) =>
        [.. Enumerable.Range(0, _next.Length).Where(process => _next[process] is { } step && ActorPlace.Of(step.Transition.Step) == place)];

    /// <summary>Takes a process's step.</summary>
    public TraceStep Take(int process)
    {
        TraceStep step = _next[process] ?? throw new ArgumentException($"process {process} has no enabled step", nameof(process));
        _steps.Add(step);
        FindNextSteps();
        return step;
    }

    private void FindNextSteps()
    {
        for (int process = 0; process < _next.Length; process++)
        {
            State after = State;
            _next[process] = _system.TryTransition(ref after, process) is { } transition ? new(process, transition, after) : null;
        }
    }
}
