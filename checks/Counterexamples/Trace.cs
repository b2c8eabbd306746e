namespace RaceModel.Checks.Counterexamples;

/// <summary>One step of a run, and the state that it leads to.</summary>
/// <param name="Process">The process that steps.</param>
/// <param name="Transition">The step with its footprint and what it violates.</param>
/// <param name="After">The state after it.</param>
internal sealed record TraceStep(int Process, Transition Transition, State After);

/// <summary>A run of a transition system from its initial state on.</summary>
internal sealed record Trace(TransitionSystem System, IReadOnlyList<TraceStep> Steps)
{
    /// <summary>The state after a number of steps.</summary>
    public State StateAfter(int steps) => steps == 0 ? System.Initial : Steps[steps - 1].After;

    /// <summary>The first steps of the run.</summary>
    public Trace UpTo(int steps) => this with { Steps = [.. Steps.Take(steps)] };

    public State Last => StateAfter(Steps.Count);

    /// <summary>Runs the processes in the given order.</summary>
    /// <exception cref="ArgumentException">A process has no enabled step when its turn comes.</exception>
    public static Trace Run(TransitionSystem system, IEnumerable<int> processes)
    {
        List<TraceStep> steps = [];
        State state = system.Initial;
        foreach (int process in processes)
        {
            Transition transition = system.TryTransition(ref state, process)
                ?? throw new ArgumentException($"process {process} has no enabled step after {steps.Count} steps", nameof(processes));
            steps.Add(new(process, transition, state));
        }

        return new(system, steps);
    }
}
