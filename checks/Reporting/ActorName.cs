namespace RaceModel.Checks.Reporting;

/// <summary>What reports call the actors.</summary>
internal static class ActorName
{
    public static string Of(Actor actor) => actor switch
    {
        Actor.GuestVcpu => "guest vCPU",
        Actor.DmaDevice => "device",
        Actor.Iommu => "IOMMU",
        Actor.VmmTrapThread => "VMM: unmap",
        _ => "VMM: migration",
    };

    /// <summary>The same in one short word.</summary>
    public static string Short(Actor actor) => actor switch
    {
        Actor.GuestVcpu => "guest",
        Actor.VmmTrapThread => "unmap",
        Actor.VmmMigrationThread => "migration",
        _ => Of(actor),
    };
}
