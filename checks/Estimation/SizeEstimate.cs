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
    /// <param name="search">What was found so far.</param>
    /// <param name="longestRun">The number of steps of the longest run known.</param>
    internal static SizeEstimate Of(ISearchExtent search, int longestRun)
    {
        long found = search.StateCount;
        long[] sizes = search.LevelSizes();
        if (search.Frontier == 0 || sizes.Length == 0) return new(found, found, found);

        SizeEstimate estimate = Of(sizes, longestRun);
        return estimate with { Low = Math.Max(estimate.Low, found), High = Math.Max(estimate.High, found) };
    }

    /// <summary>Extrapolates the sizes of the levels that are known.</summary>
    internal static SizeEstimate Of(ReadOnlySpan<long> levelSizes, int longestRun)
    {
        double known = 0;
        foreach (long size in levelSizes) known += size;

        double growth = 1 + (Remaining(levelSizes, longestRun) / known), highExponent = HighExponent + (1 / (1 + Math.Log(growth)));
        return new(known * Math.Pow(growth, LowExponent), known * growth, known * Math.Pow(growth, highExponent));
    }

    private static double Remaining(ReadOnlySpan<long> levelSizes, int longestRun)
    {
        int last = levelSizes.Length - 1, span = Math.Min(LevelsOfGrowth, last), levels = Math.Max(longestRun - last, 1);
        double size = Math.Log(levelSizes[last]), slope = span == 0 ? 0 : (size - Math.Log(levelSizes[last - span])) / span;
        double bend = (size + (slope * levels)) / levels / levels, remaining = 0;
        for (int ahead = 1; ahead <= levels; ahead++) remaining += Math.Exp(size + (slope * ahead) - (bend * ahead * ahead));
        return remaining;
    }
}
