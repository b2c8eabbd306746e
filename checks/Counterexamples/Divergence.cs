namespace RaceModel.Checks.Counterexamples;

/// <summary>Where a replay left its schedule.</summary>
/// <param name="Step">The number of the step that could not be taken, from 1 up; past the last one if only the violation is missing.</param>
/// <param name="Expected">The step, or the violation, that the schedule says.</param>
/// <param name="Enabled">The steps that could be taken instead.</param>
/// <param name="Reason">Why the schedule could not be followed.</param>
internal sealed record Divergence(int Step, string Expected, IReadOnlyList<string> Enabled, string Reason)
{
    /// <summary>The step that the same process would take; null if it has none.</summary>
    public string? Actual { get; init; }

    /// <summary>The guard of the expected step that is false; null if only the violation is missing.</summary>
    public string? FalseGuard { get; init; }

    /// <summary>The divergence at a step that is not enabled.</summary>
    public static Divergence At(TransitionSystem system, State state, int step, string expected)
    {
        List<string> enabled = [];
        for (int process = 0; process < system.ProcessCount; process++)
        {
            State after = state;
            if (system.TryTransition(ref after, process) is { } transition) enabled.Add(transition.Step.Name);
        }

        ExpectedStep wanted = ExpectedStep.Parse(expected);
        string? actual = wanted.FindActual(system, state)?.Step.Name;
        return new(step, expected, enabled, actual is null
            ? $"no step of '{wanted.ActorWord}' is enabled"
            : $"'{wanted.ActorWord}' would take '{actual}' instead")
        {
            Actual = actual,
            FalseGuard = wanted.FindFalseGuard(system, state),
        };
    }
}
