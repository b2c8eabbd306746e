namespace RaceModel.Checks.Reduction;

/// <summary>Counts what a reduced search saves, for all its workers.</summary>
internal sealed class SavingsCounter(Reductions reductions)
{
    private long _processesHeldBack, _statesPassedThrough;

    public Savings Savings => new(reductions, _processesHeldBack, _statesPassedThrough);

    public void Add(int processesHeldBack, int statesPassedThrough)
    {
        Interlocked.Add(ref _processesHeldBack, processesHeldBack);
        Interlocked.Add(ref _statesPassedThrough, statesPassedThrough);
    }
}
