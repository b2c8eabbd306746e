namespace RaceModel.Checks.Scheduling;

/// <summary>
/// A random walk that is sticky: the last process goes on with a given probability, or else one of the others steps. Runs have
/// longer stretches of one process than <see cref="RandomScheduler"/> gives, as they have on a machine.
/// </summary>
/// <param name="percent">How often, in a hundred cases, the last process goes on.</param>
internal sealed class ProbabilisticScheduler(int percent) : IScheduler
{
    private Randomness _random;

    public bool IsFair => true;

    public bool UsesFootprints => false;

    public bool TryBegin(long execution, Randomness random)
    {
        _random = random;
        return true;
    }

    public int Choose(in PendingSteps pending)
    {
        if (!pending.LastIsEnabled) return pending.Enabled.Any(ref _random);

        ProcessSet others = pending.Enabled.Without(pending.Last);
        return others.IsEmpty || _random.Chance(percent) ? pending.Last : others.Any(ref _random);
    }
}
