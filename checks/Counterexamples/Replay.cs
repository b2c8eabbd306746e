namespace RaceModel.Checks.Counterexamples;

/// <summary>What came of repeating a schedule.</summary>
/// <param name="Trace">The steps that could be taken.</param>
/// <param name="Divergence">Why not all could, or why the violation is missing; null if the run is as written.</param>
internal sealed record ReplayResult(Trace Trace, Divergence? Divergence);

/// <summary>Repeats schedules step by step: each step must be enabled, by name, and the last must do what the schedule says.</summary>
internal static class Replay
{
    public static ReplayResult Run(Schedule schedule)
    {
        TransitionSystem system = TransitionSystem.Of(schedule.Scenario);
        List<TraceStep> steps = [];
        State state = system.Initial;
        foreach (string name in schedule.Steps)
        {
            if (FindStep(system, state, name) is not { } step)
                return new(new(system, steps), Divergence.At(system, state, steps.Count + 1, name));
            steps.Add(step);
            state = step.After;
        }

        var trace = new Trace(system, steps);
        return new(trace, schedule.Violated is { } property ? ViolationCheck.FindDivergence(trace, property) : null);
    }

    private static TraceStep? FindStep(TransitionSystem system, State state, string name)
    {
        for (int process = 0; process < system.ProcessCount; process++)
        {
            State after = state;
            if (system.TryTransition(ref after, process) is { } transition && transition.Step.Name == name)
                return new(process, transition, after);
        }

        return null;
    }
}
