namespace RaceModel.Checks.Scheduling;

/// <summary>Makes the scheduler that a strategy names.</summary>
internal static class Schedulers
{
    private static readonly Strategy[] PortfolioMembers =
        [Strategy.Random, Strategy.Probabilistic, Strategy.FairPct, Strategy.Pos, Strategy.DelayBounded, Strategy.Urw];

    /// <summary>Makes a scheduler; each worker needs its own.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="value">Its number, within the bounds of <see cref="StrategyExtensions.Value"/>; the default if null.</param>
    /// <param name="estimate">How long executions are.</param>
    /// <param name="limits">How long executions may get.</param>
    public static IScheduler Create(Strategy strategy, int? value, StepEstimate estimate, ExecutionLimits limits)
    {
        int number = value ?? strategy.Value()?.Default ?? 0;
        int processes = estimate.ProcessCount;
        return strategy switch
        {
            Strategy.Random => new RandomScheduler(),
            Strategy.Probabilistic => new ProbabilisticScheduler(number),
            Strategy.Pct => new PriorityScheduler(processes, estimate.Length, number),
            Strategy.FairPct => ThenFair(new PriorityScheduler(processes, estimate.Length, number)),
            Strategy.Pos => ThenFair(new PartialOrderSampler(processes)),
            Strategy.DelayBounded => ThenFair(new DelayBoundedScheduler(estimate.Length, number)),
            Strategy.Dfs => new DepthFirstScheduler(limits.MaxUnfairSteps, number),
            Strategy.Urw => ThenFair(new UniformWalkScheduler(estimate.StepsOf)),
            _ => new PortfolioScheduler([.. PortfolioMembers.Select(member => Create(member, value: null, estimate, limits))]),
        };

        FairSuffix ThenFair(IScheduler prefix) => new(prefix, limits.MaxUnfairSteps);
    }
}
