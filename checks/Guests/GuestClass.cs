namespace RaceModel.Checks.Guests;

/// <summary>How a guest treats its DMA when it unmaps.</summary>
internal enum GuestClass
{
    /// <summary>It awaits all DMA of an IOVA before it unmaps the IOVA, posts none where nothing is mapped, and maps only where nothing is.</summary>
    Correct,

    /// <summary>The same, but its invalidations come late: it clears entries of its own table before it unmaps.</summary>
    Lazy,

    /// <summary>Some DMA can be under way, or be posted, while its IOVA is being unmapped, is not mapped, or is mapped over.</summary>
    Racing,
}

/// <summary>Tells classes of guests apart.</summary>
internal static class GuestClasses
{
    /// <summary>All properties, without those that no unmap keeps for a racing guest: without the mapping, DMA faults.</summary>
    public static PropertySet WhatCanBeKeptFor(GuestProgram guest) => ClassOf(guest) == GuestClass.Racing
        ? PropertySet.All.Except(PropertySet.Of(Property.NoUnrecoverableFault, Property.NoProtectionFault))
        : PropertySet.All;

    public static GuestClass ClassOf(GuestProgram guest)
    {
        HashSet<int> cleared = [], unmapped = [];
        Dictionary<int, int> underWay = [];
        foreach (GuestOp op in guest.Ops)
        {
            switch (op.Kind)
            {
                case GuestOpKind.Dma or GuestOpKind.Dmar:
                    if (cleared.Contains(op.Iova) || unmapped.Contains(op.Iova)) return GuestClass.Racing;
                    underWay.Add(op.Dma, op.Iova);
                    break;
                case GuestOpKind.Await:
                    underWay.Remove(op.Dma);
                    break;
                case GuestOpKind.Clear:
                    if (underWay.ContainsValue(op.Iova)) return GuestClass.Racing;
                    cleared.Add(op.Iova);
                    break;
                case GuestOpKind.Map:
                    if (!unmapped.Remove(op.Iova)) return GuestClass.Racing;
                    cleared.Remove(op.Iova);
                    break;
                case GuestOpKind.Unmap:
                    for (int iova = op.Iova; iova <= op.LastIova; iova++)
                    {
                        if (underWay.ContainsValue(iova)) return GuestClass.Racing;
                        unmapped.Add(iova);
                    }

                    break;
            }
        }

        return guest.Has(GuestOpKind.Clear) ? GuestClass.Lazy : GuestClass.Correct;
    }
}
