namespace RaceModel.Checks.Mutation;

/// <summary>
/// What guests say of a mutant, in the order in which they are numbered; they may be tried in any order, by several workers.
/// </summary>
internal sealed class GuestSearch(PropertySet properties)
{
    private readonly Lock _lock = new();
    private int _differenceAt = int.MaxValue, _killAt = int.MaxValue, _unknownAt = int.MaxValue;

    /// <summary>The first guest that tells the mutant from its original, by verdict or outcome; null if none does.</summary>
    public ResultPair? FirstDifference { get; private set; }

    /// <summary>The first guest for which the verdict on a property that counts differs; null if there is none.</summary>
    public ResultPair? FirstKill { get; private set; }

    /// <summary>Whether all guests up to the first kill, or all there are, were searched completely.</summary>
    public bool IsComplete => _unknownAt > _killAt || _unknownAt == int.MaxValue;

    /// <summary>Whether a guest can still change what is known: those after the first kill cannot.</summary>
    public bool IsOpenTo(int guest)
    {
        lock (_lock) return guest < _killAt;
    }

    public void Add(int guest, ResultPair cell)
    {
        if (!cell.IsKnown) AddUnknown(guest);
        if (!cell.TellsApart) return;

        lock (_lock)
        {
            if (guest < _differenceAt) (_differenceAt, FirstDifference) = (guest, cell);
            if (guest < _killAt && cell.DifferentVerdicts.Overlaps(properties)) (_killAt, FirstKill) = (guest, cell);
        }
    }

    /// <summary>Nothing is known of a guest.</summary>
    public void AddUnknown(int guest)
    {
        lock (_lock) _unknownAt = Math.Min(_unknownAt, guest);
    }
}
