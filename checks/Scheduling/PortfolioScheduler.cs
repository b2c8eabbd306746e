namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Gives each execution to another scheduler, in a circle, as no single one is best for all bugs. A depth-first search cannot be
/// among them: its executions depend on those before them.
/// </summary>
internal sealed class PortfolioScheduler(IReadOnlyList<IScheduler> members) : IScheduler
{
    private IScheduler _member = members[0];

    public bool IsFair => _member.IsFair;

    public bool UsesFootprints => _member.UsesFootprints;

    public bool TryBegin(long execution, Randomness random)
    {
        _member = members[(int)(execution % members.Count)];
        return _member.TryBegin(execution, random);
    }

    public int Choose(in PendingSteps pending) => _member.Choose(pending);
}
