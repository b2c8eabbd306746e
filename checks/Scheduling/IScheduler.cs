namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Chooses the interleaving of an execution, one step after the other. It knows processes only by number, and nothing of the
/// model; it keeps what it needs in fields of its own, and allocates nothing while an execution runs.
/// </summary>
internal interface IScheduler
{
    /// <summary>
    /// Whether every process that stays enabled is sure to step in the end (but for a probability of 0): an execution that goes on
    /// and on under a fair scheduler is worth a suspicion, under an unfair one it is not.
    /// </summary>
    bool IsFair { get; }

    /// <summary>Whether it looks at footprints, which cost time.</summary>
    bool UsesFootprints { get; }

    /// <summary>Gets ready for an execution; false if there is none left that would be new.</summary>
    /// <param name="execution">Its number, from 0 up.</param>
    /// <param name="random">Where its random choices come from.</param>
    bool TryBegin(long execution, Randomness random);

    /// <summary>Chooses one of the enabled processes.</summary>
    int Choose(in PendingSteps pending);
}
