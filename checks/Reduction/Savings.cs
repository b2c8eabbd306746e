namespace RaceModel.Checks.Reduction;

/// <summary>What the reductions of a search saved; of a search that was continued, since then.</summary>
/// <param name="Reductions">The reductions that the search had.</param>
/// <param name="ProcessesHeldBack">How often a process had to wait while others stepped.</param>
/// <param name="StatesPassedThrough">How often a state was passed through without being stored.</param>
public sealed record Savings(Reductions Reductions, long ProcessesHeldBack, long StatesPassedThrough)
{
    /// <summary>How many states the stored ones stand for, since others differ from them only in numbers.</summary>
    public long SymmetricStates { get; init; }
}
