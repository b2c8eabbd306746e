namespace RaceModel.Checks.Reporting;

/// <summary>A step in a few words, for the column of its actor.</summary>
internal static class StepLabel
{
    public static string Of(Step step) => step.Rule switch
    {
        Rule.ClearGuestEntry => $"clear {step.Iova}",
        Rule.Post => $"post {Dma(step)}",
        Rule.AwaitOk => $"{Dma(step)}: ok",
        Rule.AwaitError => $"{Dma(step)}: error",
        Rule.Load => $"load {step.Page}",
        Rule.Unmap => $"unmap {Range(step)}",
        Rule.Map => $"map {step.Iova} {step.Page}",
        Rule.Fetch => $"fetch {Dma(step)}",
        Rule.Refuse => $"refused {Dma(step)}",
        Rule.Complete => $"complete {Dma(step)}",
        Rule.HitDeviceTlb => $"{Dma(step)}: device TLB hit",
        Rule.HitIotlb => $"{Dma(step)}: IOTLB hit",
        Rule.HitCleanIotlb => $"{Dma(step)}: IOTLB hit, clean",
        Rule.WalkPageTable => $"{Dma(step)}: walk PTE {step.Iova}",
        Rule.ReadHit => $"{Dma(step)}: IOTLB hit, read",
        Rule.ReadWalk => $"{Dma(step)}: walk, read",
        Rule.FaultReported => $"{Dma(step)}: FAULT reported",
        Rule.FaultSilent => $"{Dma(step)}: fault, silent",
        Rule.FaultStalls => $"{Dma(step)}: page request",
        Rule.GrantUntracked => $"{Dma(step)}: grant, untracked",
        Rule.SetDirty => $"{Dma(step)}: set D of PTE {step.Iova}",
        Rule.Relookup => $"{Dma(step)}: PTE changed, retry",
        Rule.OrDirty => $"{Dma(step)}: OR D into PTE {step.Iova}",
        Rule.WriteBackDirty => $"{Dma(step)}: write back PTE {step.Iova}",
        Rule.Land => $"{Dma(step)}: LANDS in page {step.Page}",
        Rule.RespondRetry => $"{Dma(step)}: answered, retry",
        Rule.RespondFailure => $"{Dma(step)}: answered, fails",
        >= Rule.Visit and <= Rule.GiveUpExchange => Visit(step),
        _ => Vmm(step),
    };

    private static string Visit(Step step) => $"{Words.Of(step.Primitive!.Value)} {step.Iova}" + step.Rule switch
    {
        Rule.VisitDirty => ": D",
        Rule.VisitClean => ": clean",
        Rule.LoadEntry => ": load",
        Rule.StoreEntry => ": store",
        Rule.ExchangeEntry => ": done",
        Rule.RetryExchange => ": again",
        Rule.GiveUpExchange => ": gives up",
        _ => "",
    };

    private static string Vmm(Step step) => step.Rule switch
    {
        Rule.Enter => "lock, enter",
        Rule.SetTracking => "set-tracking",
        Rule.InvalidateIotlb => $"invalidate {Range(step)}",
        Rule.InvalidateDeviceTlb => $"invalidate dev {Range(step)}",
        Rule.Wait => "wait",
        Rule.Return => "return",
        Rule.Take => $"bitmap {step.Page} = 0",
        Rule.Copy => $"copy page {step.Page}",
        Rule.Freeze => "freeze guest",
        Rule.Stop => "stop devices",
        _ => "switch-over",
    };

    private static string Dma(Step step) => $"DMA {step.Dma + 1}";

    private static string Range(Step step) => step.LastIova > step.Iova ? $"{step.Iova}-{step.LastIova}" : $"{step.Iova}";
}
