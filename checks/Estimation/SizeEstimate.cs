using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Estimation;

/// <summary>How many states a search will find, as an interval that is as wide as the extrapolation is far.</summary>
/// <remarks>
/// The sizes of the levels of a breadth-first search rise and fall like a bell (Pelánek, Šimeček, "Estimating State Space Parameters",
/// PDMC 2008), so their logarithms are continued as a parabola: from the size and the growth of the last levels that are known, down to a
/// single state at the length of the longest random run. The exponents of the interval are such that more than nine in ten of the scenarios that
/// the method was calibrated with lay in it; docs/performance.md has the figures.
/// </remarks>
/// <param name="Low">The lower end.</param>
/// <param name="Likely">The extrapolation itself.</param>
/// <param name="High">The upper end.</param>
public readonly record struct SizeEstimate(double Low, double Likely, double High)
{
    private const int LevelsOfGrowth = 5;
    private const double LowExponent = 0.55, HighExponent = 1.25;

    /// <summary>The estimate that a search can give where it stands; nothing is left open once it is complete.</summary>
    /// <param name="graph">What was found so far.</param>
    /// <param name="longestRun">The number of steps of the longest run known.</param>
    internal static SizeEstimate Of(StateGraph graph, int longestRun)
    {
        if (graph.Expanded == graph.States.Count || graph.LevelStarts.Count == 0)
            return new(graph.States.Count, graph.States.Count, graph.States.Count);

        int levels = graph.LevelStarts.Count;
        var sizes = new int[levels];
        for (int level = 0; level < levels; level++)
            sizes[level] = (level + 1 < levels ? graph.LevelStarts[level + 1] : graph.LevelEnd) - graph.LevelStarts[level];
        SizeEstimate estimate = Of(sizes, longestRun);
        return estimate with { Low = Math.Max(estimate.Low, graph.States.Count), High = Math.Max(estimate.High, graph.States.Count) };
    }

    /// <summary>Extrapolates the sizes of the levels that are known.</summary>
    internal static SizeEstimate Of(ReadOnlySpan<int> levelSizes, int longestRun)
    {
        double known = 0;
        foreach (int size in levelSizes) known += size;

        double growth = 1 + (Remaining(levelSizes, longestRun) / known), highExponent = HighExponent + (1 / (1 + Math.Log(growth)));
        return new(known * Math.Pow(growth, LowExponent), known * growth, known * Math.Pow(growth, highExponent));
    }

    private static double Remaining(ReadOnlySpan<int> levelSizes, int longestRun)
    {
        int last = levelSizes.Length - 1, span = Math.Min(LevelsOfGrowth, last), levels = Math.Max(longestRun - last, 1);
        double size = Math.Log(levelSizes[last]), slope = span == 0 ? 0 : (size - Math.Log(levelSizes[last - span])) / span;
        double bend = (size + (slope * levels)) / levels / levels, remaining = 0;
        for (int ahead = 1; ahead <= levels; ahead++) remaining += Math.Exp(size + (slope * ahead) - (bend * ahead * ahead));
        return remaining;
    }
}
