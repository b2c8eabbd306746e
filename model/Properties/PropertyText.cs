namespace RaceModel;

/// <summary>Names of properties for people.</summary>
public static class PropertyText
{
    /// <summary>The two letters that tables use.</summary>
    public static string Abbreviation(this Property property) => property switch
    {
        Property.NoLostWrite => "LW",
        Property.NoLostAckedWrite => "LA",
        Property.NoTimeTravel => "TT",
        Property.NoUnrecoverableFault => "UF",
        Property.NoProtectionFault => "PF",
        Property.NoLegitimateFault => "LF",
        Property.NoWriteAfterUnmap => "WU",
        Property.AlwaysCompletes => "AC",
        _ => "RF",
    };

    /// <summary>What a violation means, in one sentence.</summary>
    public static string Violation(this Property property) => property switch
    {
        Property.NoLostWrite => "at switch-over the destination lacks a write that landed in RAM",
        Property.NoLostAckedWrite => "at switch-over the destination lacks a write whose completion the guest awaited",
        Property.NoTimeTravel => "at switch-over the destination holds an older page than the guest has already loaded",
        Property.NoUnrecoverableFault => "the IOMMU reports an unrecoverable fault",
        Property.NoProtectionFault => "a DMA faults on an entry that is present and only write-protected",
        Property.NoLegitimateFault => "a DMA to an IOVA that the guest has not asked to unmap faults or is refused",
        Property.NoWriteAfterUnmap => "a write lands in a page after the guest was told that nothing maps it",
        Property.AlwaysCompletes => "a state is reached from which no switch-over can be reached",
        _ => "the guest sees an outcome that the run without migration cannot have",
    };
}
