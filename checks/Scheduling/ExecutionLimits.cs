namespace RaceModel.Checks.Scheduling;

/// <summary>How long an execution may get.</summary>
internal sealed record ExecutionLimits
{
    /// <summary>After this many steps an unfair scheduler is stopped, or its fair suffix begins.</summary>
    public int MaxUnfairSteps { get; init; } = 500;

    /// <summary>After this many steps, the unfair ones included, a fair execution is stopped.</summary>
    public int MaxFairSteps { get; init; } = 2_500;
}
