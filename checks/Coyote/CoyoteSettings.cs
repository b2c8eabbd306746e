namespace RaceModel.Checks.Coyote;

/// <summary>How Coyote searches, in Coyote's own terms.</summary>
internal sealed record CoyoteSettings
{
    /// <summary>How it decides.</summary>
    public CoyoteStrategy Strategy { get; init; } = CoyoteStrategy.Random;

    /// <summary>
    /// The strategy's bound: coin flips of probabilistic, priority changes of prioritization, delays of delay bounding. Coyote's
    /// own default if null; the other strategies have none.
    /// </summary>
    public int? Bound { get; init; }

    /// <summary>How many runs, at most.</summary>
    public int Iterations { get; init; } = 1_000;

    /// <summary>After how many of its decisions Coyote ends an unfair run, or makes it fair; a fair run may take ten times as many.</summary>
    public int MaxSteps { get; init; } = 500;

    /// <summary>The seed of the first run; each run adds one.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>How long it may take.</summary>
    public TimeSpan MaxTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Stops the search when the user asks.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Where the time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
