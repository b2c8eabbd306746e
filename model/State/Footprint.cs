namespace RaceModel;

/// <summary>A set of <see cref="Location"/>s.</summary>
public readonly record struct LocationSet(UInt128 Bits)
{
    /// <summary>Whether no location is in the set.</summary>
    public bool IsEmpty => Bits == UInt128.Zero;

    /// <summary>The set with one more location.</summary>
    public LocationSet With(Location location) => new(Bits | (UInt128.One << location.Index));

    /// <summary>Whether a location is in the set.</summary>
    public bool Contains(Location location) => ((Bits >> location.Index) & UInt128.One) != UInt128.Zero;

    /// <summary>Whether the sets share a location.</summary>
    public bool Overlaps(LocationSet other) => (Bits & other.Bits) != UInt128.Zero;

    /// <summary>The locations, by rising number.</summary>
    public IEnumerable<Location> Items()
    {
        for (UInt128 rest = Bits; rest != UInt128.Zero; rest &= rest - UInt128.One)
            yield return Location.FromIndex((int)UInt128.TrailingZeroCount(rest));
    }
}

/// <summary>What a step read (its guard included) and what it wrote.</summary>
public readonly record struct Footprint(LocationSet Reads, LocationSet Writes)
{
    /// <summary>
    /// Whether the order of the two steps can matter: one writes what the other reads or writes.
    /// Steps that do not conflict commute (Mazurkiewicz 1977), and neither switches the other on or off.
    /// </summary>
    public bool ConflictsWith(Footprint other) =>
        Writes.Overlaps(other.Writes) || Writes.Overlaps(other.Reads) || Reads.Overlaps(other.Writes);
}
