namespace RaceModel.Checks.Scheduling;

/// <summary>Takes any enabled process, each as likely: a random walk. Long executions look much alike to it.</summary>
internal sealed class RandomScheduler : IScheduler
{
    private Randomness _random;

    public bool IsFair => true;

    public bool UsesFootprints => false;

    public bool TryBegin(long execution, Randomness random)
    {
        _random = random;
        return true;
    }

    public int Choose(in PendingSteps pending) => pending.Enabled.Any(ref _random);
}
