using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Who tests a scenario.</summary>
internal enum TestEngine
{
    /// <summary>A search of all interleavings: proves what holds.</summary>
    Exhaustive,

    /// <summary>Executions under a scheduler: finds violations, proves nothing.</summary>
    Systematic,

    /// <summary>The same under the scheduler of Microsoft Coyote.</summary>
    Coyote,
}

/// <summary>One way to test a scenario, and how much of it.</summary>
internal sealed record TestPlan
{
    public TestEngine Engine { get; init; } = TestEngine.Exhaustive;

    /// <summary>The scheduler; without meaning for an exhaustive search.</summary>
    public Strategy Strategy { get; init; } = Strategy.Portfolio;

    /// <summary>The scheduler's number; its default if null.</summary>
    public int? StrategyValue { get; init; }

    /// <summary>How many executions.</summary>
    public int Iterations { get; init; } = 10_000;

    /// <summary>How long an execution may get.</summary>
    public ExecutionLimits Steps { get; init; } = new();

    /// <summary>How many states an exhaustive search may store.</summary>
    public int MaxStates { get; init; } = int.MaxValue - 1;

    /// <summary>How long the test may take; it is inconclusive after that.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>How reports call it: <c>exhaustive</c>, <c>portfolio</c>, <c>pct(5)</c>, <c>coyote random</c>.</summary>
    public string Label => Engine == TestEngine.Exhaustive ? Words.Of(Engine)
        : (Engine == TestEngine.Coyote ? "coyote " : "") + Words.Of(Strategy) + (StrategyValue is { } value ? $"({value})" : "");

    /// <summary>Whether its work can be done in pieces.</summary>
    public bool IsDivisible => Engine == TestEngine.Systematic;

    /// <summary>Whether each piece has to wait for the one before it.</summary>
    public bool IsSequential => IsDivisible && !Strategy.IsShardable();
}
