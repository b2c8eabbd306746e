using System.Numerics;

namespace RaceModel;

/// <summary>What a scenario is checked for.</summary>
public enum Property
{
    /// <summary>At switch-over the destination has the newest version of every page.</summary>
    NoLostWrite,

    /// <summary>At switch-over the destination has every version whose completion the guest awaited.</summary>
    NoLostAckedWrite,

    /// <summary>At switch-over the destination has every version that the guest loaded.</summary>
    NoTimeTravel,

    /// <summary>No unrecoverable fault is reported.</summary>
    NoUnrecoverableFault,

    /// <summary>No DMA faults on an entry that is present: the fault that only write-protection makes.</summary>
    NoProtectionFault,

    /// <summary>No DMA on an IOVA that the guest has not asked to unmap faults or is refused.</summary>
    NoLegitimateFault,

    /// <summary>No write lands in a page after the guest was told that nothing maps it.</summary>
    NoWriteAfterUnmap,

    /// <summary>Switch-over can be reached from every state.</summary>
    AlwaysCompletes,

    /// <summary>Every outcome is one that the run without migration can have as well.</summary>
    RefinesNoMigration,
}

/// <summary>A set of properties.</summary>
public readonly record struct PropertySet(ushort Bits)
{
    /// <summary>All nine.</summary>
    public static PropertySet All { get; } = Of(Enum.GetValues<Property>());

    /// <summary>The set of some properties.</summary>
    public static PropertySet Of(params ReadOnlySpan<Property> properties)
    {
        PropertySet set = default;
        foreach (Property property in properties) set = set.With(property);
        return set;
    }

    /// <summary>Whether no property is in the set.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>How many properties are in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Whether a property is in the set.</summary>
    public bool Contains(Property property) => ((Bits >> (int)property) & 1) != 0;

    /// <summary>The set with one more property.</summary>
    public PropertySet With(Property property) => new((ushort)(Bits | (1 << (int)property)));

    /// <summary>Whether the sets share a property.</summary>
    public bool Overlaps(PropertySet other) => (Bits & other.Bits) != 0;

    /// <summary>What is in this set and not in the other.</summary>
    public PropertySet Except(PropertySet other) => new((ushort)(Bits & ~other.Bits));

    /// <summary>What is in both sets.</summary>
    public PropertySet Intersect(PropertySet other) => new((ushort)(Bits & other.Bits));

    /// <summary>What is in either set.</summary>
    public PropertySet Union(PropertySet other) => new((ushort)(Bits | other.Bits));

    /// <summary>The properties, in the order in which they are declared.</summary>
    public IEnumerable<Property> Items()
    {
        for (int rest = Bits; rest != 0; rest &= rest - 1) yield return (Property)BitOperations.TrailingZeroCount(rest);
    }
}
