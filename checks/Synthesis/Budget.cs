namespace RaceModel.Checks.Synthesis;

/// <summary>How much of a cost is left for the rest of a candidate.</summary>
internal readonly record struct Budget
{
    private const int Width = 6, Mask = (1 << Width) - 1;

    private readonly int _bits;

    private Budget(int bits) => _bits = bits;

    /// <param name="calls">Calls still to begin.</param>
    /// <param name="flushes">Invalidations that are waited for.</param>
    /// <param name="walks">Walks of one step a page.</param>
    /// <param name="longWalks">Walks of two steps a page.</param>
    /// <param name="others">Primitives of one step that are neither.</param>
    public Budget(int calls, int flushes, int walks, int longWalks, int others)
        : this(calls | (flushes << Width) | (walks << (2 * Width)) | (longWalks << (3 * Width)) | (others << (4 * Width)))
    {
    }

    public int Calls => _bits & Mask;

    public bool IsSpent => _bits == 0;

    /// <summary>What is left once another call has begun.</summary>
    public Budget WithoutCall() => new(_bits - 1);

    /// <summary>What is left after a primitive; null if there is nothing left for it.</summary>
    public Budget? Without(Primitive primitive)
    {
        int kind = primitive.Waits() ? 1 : !primitive.Walks() ? 4 : primitive.TakesTwoSteps() ? 3 : 2;
        return ((_bits >> (kind * Width)) & Mask) == 0 ? null : new Budget(_bits - (1 << (kind * Width)));
    }

    public override int GetHashCode() => _bits;
}
