namespace RaceModel;

/// <summary>Says a step as an IOMMU engineer would.</summary>
internal static class StepSentence
{
    public static string Of(Step step) => $"{Subject(step.Actor)} {Predicate(step)}";

    public static string Subject(Actor actor) => actor switch
    {
        Actor.GuestVcpu => "Guest",
        Actor.DmaDevice => "Device",
        Actor.Iommu => "IOMMU",
        Actor.VmmTrapThread => "Unmap",
        _ => "Migration",
    };

    private static string Predicate(Step step) => step.Rule switch
    {
        Rule.ClearGuestEntry => $"clears its own page table entry of {Iova(step)}",
        Rule.Post => $"posts {Dma(step)} to {Iova(step)}{Device(step)}",
        Rule.AwaitOk => $"sees {Dma(step)} complete",
        Rule.AwaitError => $"sees {Dma(step)} fail",
        Rule.Load => $"loads page {step.Page}",
        Rule.Unmap => $"unmaps {Iova(step)} and traps",
        Rule.Map => $"maps {Iova(step)} to page {step.Page}",
        Rule.Fetch => $"fetches {Dma(step)}",
        Rule.Refuse => $"may not master the bus: {Dma(step)} fails",
        Rule.Complete => $"completes {Dma(step)}",
        >= Rule.HitDeviceTlb and <= Rule.RespondFailure => IommuPredicate(step),
        >= Rule.Visit and <= Rule.GiveUpExchange => WalkPredicate(step),
        _ => VmmPredicate(step),
    };

    private static string IommuPredicate(Step step) => step.Rule switch
    {
        Rule.HitDeviceTlb => $"lets {Dma(step)} pass: the device TLB maps {Iova(step)} to page {step.Page}",
        Rule.HitIotlb => $"hits the IOTLB for {Iova(step)} and grants {Dma(step)} page {step.Page}",
        Rule.HitCleanIotlb => $"hits a clean IOTLB entry for {Iova(step)}: {Dma(step)} must set the dirty bit",
        Rule.WalkPageTable => $"walks the page table for {Dma(step)}: {Iova(step)} maps to page {step.Page}",
        Rule.ReadHit => $"hits the IOTLB for {Iova(step)} and serves the read {Dma(step)}",
        Rule.ReadWalk => $"walks the page table, caches {Iova(step)} and serves the read {Dma(step)}",
        Rule.FaultReported => $"finds {Iova(step)} unmapped for {Dma(step)}: unrecoverable fault, DMA aborted",
        Rule.FaultSilent => $"finds {Iova(step)} unmapped for {Dma(step)}: DMA aborted, nothing reported",
        Rule.FaultStalls => $"finds {Iova(step)} unmapped for {Dma(step)}: page request, DMA stalls",
        Rule.GrantUntracked => $"caches {Iova(step)} untracked and grants {Dma(step)}",
        Rule.SetDirty => $"sets the dirty bit of {Iova(step)} and grants {Dma(step)}",
        Rule.Relookup => $"finds the entry of {Iova(step)} changed: {Dma(step)} is looked up again",
        Rule.OrDirty => $"ORs the dirty bit into {Iova(step)} unseen and grants {Dma(step)}",
        Rule.WriteBackDirty => $"writes the walked entry of {Iova(step)} back, dirty, and grants {Dma(step)}",
        Rule.Land => $"lands {Dma(step)} in page {step.Page}",
        Rule.RespondRetry => $"answers the page request: {Dma(step)} is looked up again",
        _ => $"answers the page request: {Dma(step)} fails",
    };

    private static string WalkPredicate(Step step) => $"{Words.Of(step.Primitive!.Value)} of {Iova(step)}" + step.Rule switch
    {
        Rule.VisitDirty => ": dirty, reported",
        Rule.VisitClean => ": clean",
        Rule.LoadEntry => ": loads the entry",
        Rule.StoreEntry => ": stores the entry",
        Rule.ExchangeEntry => ": as expected, cleared",
        Rule.RetryExchange => ": dirty and not as expected, tries again",
        Rule.GiveUpExchange => ": not as expected, gives up",
        _ => "",
    };

    private static string VmmPredicate(Step step) => step.Rule switch
    {
        Rule.Enter => "takes the lock and enters the kernel",
        Rule.SetTracking => "switches dirty tracking on",
        Rule.InvalidateIotlb => $"invalidates the IOTLB of {Iova(step)}",
        Rule.InvalidateDeviceTlb => $"invalidates the device TLB of {Iova(step)}",
        Rule.Wait => $"sees the invalidation of {Iova(step)} complete",
        Rule.Return => "returns from the kernel",
        Rule.Take => $"clears page {step.Page} in the migration bitmap",
        Rule.Copy => $"copies page {step.Page} to the destination",
        Rule.Freeze => "freezes the guest",
        Rule.Stop => "stops the devices",
        _ => "switches over to the destination",
    };

    private static string Dma(Step step) => $"DMA {step.Dma + 1}";

    private static string Device(Step step) => step.Device > 0 ? $" through device {step.Device}" : "";

    private static string Iova(Step step) => step.LastIova > step.Iova ? $"IOVA {step.Iova}-{step.LastIova}" : $"IOVA {step.Iova}";
}
