using RaceModel.Checks.Guests;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Guarantees;

/// <summary>What a VMM may want to promise of the unmaps during a migration.</summary>
internal enum Guarantee
{
    /// <summary>Writes whose completion the guest has awaited survive.</summary>
    AckedWritesSurvive,

    /// <summary>What the guest has read on the source survives.</summary>
    SeenWritesSurvive,

    /// <summary>No write is lost, not even one that nobody has looked at.</summary>
    NoWriteIsLost,

    /// <summary>The guest cannot tell that it was migrated.</summary>
    Indistinguishable,

    /// <summary>A guest that does not race its unmaps gets no fault.</summary>
    NoFaultForCorrectGuests,

    /// <summary>No guest gets an unrecoverable fault.</summary>
    NoUnrecoverableFault,
}

/// <summary>What guarantees require.</summary>
internal static class GuaranteeRequirements
{
    // Whatever else is promised, an unmap unmaps and a migration ends.
    private static readonly PropertySet Always = PropertySet.Of(Property.NoWriteAfterUnmap, Property.AlwaysCompletes);

    /// <summary>What a protocol has to keep for a guest if the guarantee is given.</summary>
    public static PropertySet RequiredOf(this Guarantee guarantee, GuestProgram guest)
    {
        PropertySet promised = guarantee switch
        {
            Guarantee.AckedWritesSurvive => PropertySet.Of(Property.NoLostAckedWrite),
            Guarantee.SeenWritesSurvive => PropertySet.Of(Property.NoTimeTravel),
            Guarantee.NoWriteIsLost => PropertySet.Of(Property.NoLostWrite),
            Guarantee.Indistinguishable => PropertySet.Of(Property.RefinesNoMigration),
            Guarantee.NoUnrecoverableFault => PropertySet.Of(Property.NoUnrecoverableFault),
            _ when GuestClasses.ClassOf(guest) == GuestClass.Racing => default,
            _ => PropertySet.Of(Property.NoUnrecoverableFault, Property.NoProtectionFault, Property.NoLegitimateFault),
        };
        return Always.Union(promised).Union(ReadsAfterUnmap(guest) ? PropertySet.Of(Property.RefinesNoMigration) : default);
    }

    public static IReadOnlyList<Requirement> RequirementsFor(this Guarantee guarantee, IEnumerable<GuestProgram> guests) =>
        [.. guests.Select(guest => new Requirement(guest, guarantee.RequiredOf(guest)))];

    // That reads stop as well is no property of its own; a guest that only reads can tell.
    private static bool ReadsAfterUnmap(GuestProgram guest) => guest.Has(GuestOpKind.Dmar) && !guest.Has(GuestOpKind.Dma);
}
