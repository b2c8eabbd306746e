namespace RaceModel;

/// <summary>Who takes a step.</summary>
public enum Actor
{
    /// <summary>The guest's processor.</summary>
    GuestVcpu,

    /// <summary>A device that the guest drives.</summary>
    DmaDevice,

    /// <summary>The IOMMU.</summary>
    Iommu,

    /// <summary>The VMM's thread that serves the guest's unmaps, and the kernel path that it runs in.</summary>
    VmmTrapThread,

    /// <summary>The VMM's migration thread, and the kernel path that it runs in.</summary>
    VmmMigrationThread,
}
