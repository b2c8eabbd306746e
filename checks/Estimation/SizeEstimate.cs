namespace RaceModel.Checks.Estimation;

/// <summary>How many states a search will find, as an interval that is as wide as the extrapolation is far.</summary>
/// <remarks>
/// The sizes of the levels of a breadth-first search rise and fall like a bell (Pelánek, Šimeček, "Estimating State Space Parameters",
/// PDMC 2008), so their logarithms are continued as a parabola: from the size and the growth of the last levels that are known, down to a
/// single state at the length of the longest random run. The exponents of the interval are those with which nine in ten of the
/// scenarios that the method was calibrated with lay in it (docs/performance.md).
/// </remarks>
/// <param name="Low">The lower end.</param>
/// <param name="Likely">The extrapolation itself.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct SizeEstimate(double Low, double Likely, double High)
{
    private const int LevelsOfGrowth = 5;
    private const double LowExponent = 0.75, HighExponent = 1.25;

    /// <summary>Extrapolates.</summary>
    /// <param name="levelSizes">The sizes of the levels that are known.</param>
    /// <param name="longestRun">The number of steps of the longest run known.</param>
    public static SizeEstimate Of(ReadOnlySpan<int> levelSizes, int longestRun)
    {
        double known = 0;
        foreach (int size in levelSizes) known += size;

        double growth = 1 + (Remaining(levelSizes, longestRun) / known);
        return new(known * Math.Pow(growth, LowExponent), known * growth, known * Math.Pow(growth, HighExponent));
    }

    private static double Remaining(ReadOnlySpan<int> levelSizes, int longestRun)
    {
        int last = levelSizes.Length - 1, span = Math.Min(LevelsOfGrowth, last);
        double logSize = Math.Log(levelSizes[last]);
        double slope = span == 0 ? 0 : (logSize - Math.Log(levelSizes[last - span])) / span;
        int levels = Math.Max(longestRun - last, 1);
        double bend = (logSize + (slope * levels)) / levels / levels, remaining = 0;
        for (int ahead = 1; ahead <= levels; ahead++) remaining += Math.Exp(logSize + (slope * ahead) - (bend * ahead * ahead));
        return remaining;
    }
}
