namespace RaceModel.Checks.Scheduling;

/// <summary>
/// How long executions are, as far as a few of them tell. Some schedulers need it beforehand; it follows from the seed alone, so
/// that it is the same for every worker and for an execution that is repeated alone.
/// </summary>
/// <param name="Length">The most steps that one of them took.</param>
/// <param name="StepsOf">How many steps each process took on average, rounded to the nearest number but at least 1.</param>
internal sealed record StepEstimate(int Length, IReadOnlyList<int> StepsOf)
{
    private const int Executions = 16;

    /// <summary>How many processes there are.</summary>
    public int ProcessCount => StepsOf.Count;

    /// <summary>
    /// Runs a few executions at random. Their numbers are below 0, so that no campaign repeats them. Those that do not end tell
    /// nothing of those that do, and count only if none ends.
    /// </summary>
    public static StepEstimate Of(TransitionSystem system, ulong seed, ExecutionLimits limits)
    {
        ExecutionLimits shorter = limits with { MaxFairSteps = limits.MaxUnfairSteps };
        var runner = new ExecutionRunner(system, new RandomScheduler(), seed, shorter);
        Execution[] all = [.. Enumerable.Range(1, Executions).Select(number => runner.Run(-number, asked: default)!)];
        Execution[] ended = [.. all.Where(execution => execution.End != ExecutionEnd.MaxSteps)];
        return Of(system.ProcessCount, ended.Length > 0 ? ended : all);
    }

    private static StepEstimate Of(int processes, Execution[] executions)
    {
        var total = new int[processes];
        foreach (byte process in executions.SelectMany(execution => execution.Processes)) total[process]++;
        return new(
            executions.Max(execution => execution.Steps),
            [.. total.Select(steps => Math.Max(1, (steps + (executions.Length / 2)) / executions.Length))]);
    }
}
