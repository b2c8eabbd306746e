namespace RaceModel.Checks.Synthesis;

/// <summary>
/// What protocols compete for. One is cheaper than another if it is in no component dearer and in some component cheaper. Steps break
/// ties: of protocols with the same vector only those with the fewest steps are wanted.
/// </summary>
internal readonly record struct CostVector(int Calls, int Flushes, int Walks, bool FaultsEarly)
{
    public static CostVector Of(Candidate candidate)
    {
        ProtocolCost cost = candidate.Cost;
        return new(cost.Calls, cost.Flushes, cost.Walks, cost.FaultsEarly);
    }

    public bool IsAtMost(CostVector other) =>
        Calls <= other.Calls && Flushes <= other.Flushes && Walks <= other.Walks && (other.FaultsEarly || !FaultsEarly);

    /// <summary>All vectors within bounds, none before one that is cheaper.</summary>
    public static IEnumerable<CostVector> UpTo(int maxCalls, int maxPrimitives) =>
        from calls in Enumerable.Range(1, maxCalls)
        from flushes in Enumerable.Range(0, maxPrimitives + 1)
        from walks in Enumerable.Range(0, maxPrimitives + 1 - flushes)
        from early in (bool[])[false, true]
        orderby calls + flushes + walks, early, calls, flushes
        select new CostVector(calls, flushes, walks, early);
}
