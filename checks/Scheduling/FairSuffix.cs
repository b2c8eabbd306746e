namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Lets an unfair scheduler choose the first steps, and goes on with a random walk: an execution in which a process is starved for
/// ever says nothing about whether the protocol ends. Up to there it is the execution that the unfair scheduler alone would run.
/// </summary>
internal sealed class FairSuffix(IScheduler prefix, int maxUnfairSteps) : IScheduler
{
    private Randomness _random;

    public bool IsFair => true;

    public bool UsesFootprints => prefix.UsesFootprints;

    public bool TryBegin(long execution, Randomness random)
    {
        Randomness own = random;
        _random = own.Fork();
        return prefix.TryBegin(execution, random);
    }

    public int Choose(in PendingSteps pending) =>
        pending.Taken < maxUnfairSteps ? prefix.Choose(pending) : pending.Enabled.Any(ref _random);
}
