namespace RaceModel.Checks.Coyote;

/// <summary>Coyote's strategies, by Coyote's own names.</summary>
internal enum CoyoteStrategy
{
    /// <summary>Coyote's default: random, probabilistic, fair prioritization and fair delay bounding in turn.</summary>
    Portfolio,

    /// <summary>Each decision uniformly at random.</summary>
    Random,

    /// <summary>Random, but stays with the same actor for a while.</summary>
    Probabilistic,

    /// <summary>PCT: random priorities, changed at a few random points (Burckhardt et al., ASPLOS 2010).</summary>
    Prioritization,

    /// <summary>PCT up to the bound on steps, then random.</summary>
    FairPrioritization,

    /// <summary>Round-robin with a few random delays (Emmi, Qadeer, Rakamaric, POPL 2011).</summary>
    DelayBounding,

    /// <summary>Delay bounding up to the bound on steps, then random.</summary>
    FairDelayBounding,

    /// <summary>Learns to reach new states (Mukherjee et al., OOPSLA 2020).</summary>
    QLearning,
}
