namespace RaceModel.Checks.Scheduling;

/// <summary>Makes the scheduler that a strategy names.</summary>
internal static class Schedulers
{
    /// <param name="strategy">The strategy.</param>
    /// <param name="value">Its number, within the bounds of <see cref="StrategyExtensions.Value"/>; its default if null.</param>
    /// <param name="estimate">How long executions are.</param>
    /// <param name="limits">How long executions may get.</param>
    public static IScheduler Create(Strategy strategy, int? value, StepEstimate estimate, ExecutionLimits limits)
    {
        _ = value;
        _ = estimate;
        _ = limits;
        return strategy switch
        {
            _ => new RandomScheduler(),
        };
    }
}
