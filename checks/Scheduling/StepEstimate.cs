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

    /// <summary>Runs a few executions at random. Their numbers are below 0, so that no campaign repeats them.</summary>
    public static StepEstimate Of(TransitionSystem system, ulong seed, ExecutionLimits limits)
    {
        var runner = new ExecutionRunner(system, new RandomScheduler(), seed, limits);
        int length = 1;
        var steps = new int[system.ProcessCount];
        for (int number = 1; number <= Executions; number++)
        {
            Execution execution = runner.Run(-number, asked: default)!;
            length = Math.Max(length, execution.Steps);
            foreach (byte process in execution.Processes) steps[process]++;
        }

        return new(length, [.. steps.Select(total => Math.Max(1, (total + (Executions / 2)) / Executions))]);
    }
}
