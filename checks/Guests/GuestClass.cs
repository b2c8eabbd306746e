namespace RaceModel.Checks.Guests;

/// <summary>How a guest treats its DMA when it unmaps.</summary>
internal enum GuestClass
{
    /// <summary>It awaits all DMA of an IOVA before it unmaps the IOVA or maps it anew, and posts none where nothing is mapped.</summary>
    Correct,

    /// <summary>The same, but its invalidations come late: it clears entries of its own table before it unmaps.</summary>
    Lazy,

    /// <summary>Some DMA can be under way, or be posted, while its IOVA is being unmapped or is not mapped.</summary>
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
        HashSet<int> unmapped = [];
        Dictionary<int, int> underWay = [];
        foreach (GuestOp op in guest.Ops)
        {
            switch (op.Kind)
            {
                case GuestOpKind.Dma or GuestOpKind.Dmar:
                    if (unmapped.Contains(op.Iova)) return GuestClass.Racing;
                    underWay.Add(op.Dma, op.Iova);
                    break;
                case GuestOpKind.Await:
                    underWay.Remove(op.Dma);
                    break;
                case GuestOpKind.Clear or GuestOpKind.Unmap or GuestOpKind.Map:
                    for (int iova = op.Iova; iova <= op.LastIova; iova++)
                    {
                        if (underWay.ContainsValue(iova)) return GuestClass.Racing;
                        if (op.Kind == GuestOpKind.Map) unmapped.Remove(iova);
                        else unmapped.Add(iova);
                    }

                    break;
            }
        }

        return guest.Has(GuestOpKind.Clear) ? GuestClass.Lazy : GuestClass.Correct;
    }
}
