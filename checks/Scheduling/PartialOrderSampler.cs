namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Partial order sampling: Yuan, Yang, Gu, "Partial Order Aware Concurrency Sampling", CAV 2018. Every pending step has a random
/// priority and the highest one is taken; those that race with it, whose order with it could have mattered, are drawn anew. So the
/// orders of racing steps are tried evenly, and those of steps that commute cost nothing.
/// </summary>
/// <remarks>
/// Two steps race if their footprints conflict. A step that gets enabled is drawn then; in the paper it has a priority while it
/// is blocked, which it loses to the step that enables it, as that one races with it.
/// </remarks>
internal sealed class PartialOrderSampler(int processes) : IScheduler
{
    private readonly ulong[] _priorities = new ulong[processes];
    private ProcessSet _drawn;
    private Randomness _random;

    public bool IsFair => false;

    public bool UsesFootprints => true;

    public bool TryBegin(long execution, Randomness random)
    {
        _random = random;
        _drawn = default;
        return true;
    }

    public int Choose(in PendingSteps pending)
    {
        for (ProcessSet rest = pending.Enabled; !rest.IsEmpty; rest = rest.WithoutFirst)
        {
            if (!_drawn.Contains(rest.First)) _priorities[rest.First] = _random.Next();
        }

        int chosen = Highest(pending.Enabled);
        KeepPriorities(pending, chosen);
        return chosen;
    }

    /// <summary>Only pending steps that do not race with the one that is taken keep their priority.</summary>
    private void KeepPriorities(in PendingSteps pending, int taken)
    {
        Footprint footprint = pending.FootprintOf(taken);
        _drawn = pending.Enabled.Without(taken);
        for (ProcessSet rest = _drawn; !rest.IsEmpty; rest = rest.WithoutFirst)
        {
            if (footprint.ConflictsWith(pending.FootprintOf(rest.First))) _drawn = _drawn.Without(rest.First);
        }
    }

    private int Highest(ProcessSet enabled)
    {
        int highest = enabled.First;
        for (ProcessSet rest = enabled.WithoutFirst; !rest.IsEmpty; rest = rest.WithoutFirst)
        {
            if (_priorities[rest.First] > _priorities[highest]) highest = rest.First;
        }

        return highest;
    }
}
