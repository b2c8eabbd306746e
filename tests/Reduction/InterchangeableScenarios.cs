using FsCheck;
using FsCheck.Fluent;

namespace RaceModel.Tests.Reduction;

/// <summary>Random scenarios whose guests post requests in batches, often the same ones on several devices, or several times on one.</summary>
internal static class InterchangeableScenarios
{
    public static Gen<Scenario> All { get; } =
        from scenario in RandomScenarios.All
        from pages in Gen.Frequency((7, Gen.Constant(1)), (1, Gen.Constant(2)))
        from devices in Gen.Elements(2, 2, 2, 3)
        from rounds in Gen.Elements(0, 0, 0, 1)
        from before in Gen.Frequency((5, Gen.Constant("")), (1, Gen.Elements("load 0; ", "dma 0; await 1; ", "dma 0 1; ")))
        from batch in Batch(pages, devices)
        from second in Gen.Frequency((7, Gen.Constant("")), (1, Batch(pages, devices).Select(posts => $"; load 0; {posts}")))
        from after in Gen.Elements("", "", "; load 0", "; unmap 0", "; unmap 0; load 0", "; map 0 0", "; await 1", "; clear 0; unmap 0")
        select scenario with { Guest = GuestText.Parse(before + batch + second + after), Pages = pages, Devices = devices, Rounds = rounds };

    private static Gen<string> Batch(int pages, int devices) =>
        from iova in Gen.Choose(0, pages - 1)
        from op in Gen.Elements("dma", "dma", "dma", "dmar")
        from device in Gen.Choose(0, devices - 1)
        from other in Gen.Choose(0, devices - 1)
        from another in Gen.Frequency((5, Gen.Constant("")), (1, Gen.Choose(0, devices - 1).Select(third => $"; {op} {iova} {third}")))
        select $"{op} {iova} {device}; {op} {iova} {other}{another}";
}
