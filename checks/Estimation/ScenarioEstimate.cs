using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Estimation;

/// <summary>What a search of a scenario will take, as far as a short beginning of it can tell.</summary>
internal sealed record ScenarioEstimate
{
    // A larger table is slower, as less of it is in the caches; and memory depends on when the table doubles.
    private const double Slowdown = 2, Speedup = 1.25, BytesBelow = 0.75, BytesAbove = 1.5;

    public required Scenario Scenario { get; init; }

    /// <summary>The seed of the random runs.</summary>
    public required int Seed { get; init; }

    /// <summary>States that the beginning found.</summary>
    public required long Found { get; init; }

    /// <summary>Whether the beginning was the whole search: all figures are exact then.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>How many levels the beginning knows the size of.</summary>
    public required int Levels { get; init; }

    /// <summary>How many steps the longest random run has.</summary>
    public required int LongestRun { get; init; }

    /// <summary>All states.</summary>
    public required SizeEstimate States { get; init; }

    /// <summary>How long the beginning took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The bytes that hold its states and their table.</summary>
    public required long Bytes { get; init; }

    /// <summary>Seconds that the whole search takes with the same workers.</summary>
    public (double Low, double High) Seconds => Scaled(Elapsed.TotalSeconds, 1 / Speedup, Slowdown);

    /// <summary>Bytes that the states of the whole search and their table take.</summary>
    public (double Low, double High) TotalBytes => Scaled(Bytes, BytesBelow, BytesAbove);

    /// <summary>Searches until a number of states is found, and extrapolates.</summary>
    /// <param name="scenario">What is estimated.</param>
    /// <param name="limits">What may stop the beginning.</param>
    /// <param name="seed">The seed of the random runs.</param>
    public static ScenarioEstimate Of(Scenario scenario, SearchLimits limits, int seed)
    {
        var source = new ScenarioSource(TransitionSystem.Of(scenario));
        int longest = RandomRuns.FindLongest(source, (ulong)seed);
        long start = limits.Clock.GetTimestamp();
        IScenarioFindings findings = ScenarioSearch.Run(source, limits, new LimitWatch(limits));
        ISearchExtent search = findings.Extent;
        return new()
        {
            Scenario = scenario,
            Seed = seed,
            Found = search.StateCount,
            IsComplete = findings.StopReason is null,
            Levels = search.LevelSizes().Length,
            LongestRun = longest,
            States = SizeEstimate.Of(search, longest),
            Elapsed = limits.Clock.GetElapsedTime(start),
            Bytes = search.Bytes,
        };
    }

    private (double Low, double High) Scaled(double measured, double low, double high) => IsComplete
        ? (measured, measured)
        : (measured * States.Low / Found * low, measured * States.High / Found * high);
}
