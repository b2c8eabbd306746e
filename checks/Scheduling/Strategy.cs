namespace RaceModel.Checks.Scheduling;

/// <summary>The schedulers, as campaigns name them.</summary>
internal enum Strategy
{
    /// <summary>Any enabled process, each as likely.</summary>
    Random,

    /// <summary>The last process goes on with a probability.</summary>
    Probabilistic,

    /// <summary>Random priorities that change at few places; an execution that does not end is cut short.</summary>
    Pct,

    /// <summary>The same, then random.</summary>
    FairPct,

    /// <summary>Random priorities of steps, drawn anew for those that race.</summary>
    Pos,

    /// <summary>A round robin without preemption, with few deviations.</summary>
    DelayBounded,

    /// <summary>All schedules with 0 preemptions, then with 1, ...</summary>
    Dfs,

    /// <summary>All interleavings as likely.</summary>
    Urw,

    /// <summary>One of the others after the other.</summary>
    Portfolio,
}

/// <summary>The number that a strategy can be given.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Default">Its value if none is given.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
internal sealed record StrategyValue(string Name, int Default, int Least, int Most);

/// <summary>Facts about strategies.</summary>
internal static class StrategyExtensions
{
    private static readonly StrategyValue Depth = new("bug depth", Default: 4, Least: 1, Most: 32);

    /// <summary>The number that the strategy takes; null if it takes none.</summary>
    public static StrategyValue? Value(this Strategy strategy) => strategy switch
    {
        Strategy.Probabilistic => new("chance in percent that the last process goes on", Default: 75, Least: 0, Most: 99),
        Strategy.Pct or Strategy.FairPct => Depth,
        Strategy.DelayBounded => new("delays", Default: 10, Least: 0, Most: 32),
        Strategy.Dfs => new("preemptions", Default: 32, Least: 0, Most: 32),
        _ => null,
    };

    /// <summary>
    /// Whether execution n depends on its number and the seed alone, so that it can be repeated alone and executions can be shared
    /// out among workers. A depth-first search goes from each execution to the next.
    /// </summary>
    public static bool IsShardable(this Strategy strategy) => strategy != Strategy.Dfs;
}
