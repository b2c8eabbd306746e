namespace RaceModel.Tests;

/// <summary>Mistakes in the guest vCPU.</summary>
internal static class GuestMutants
{
    private const string Guest = "model/Actors/GuestVcpu.cs";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("a frozen guest runs on", Guest, "calls without the big lock, hidden entry",
            "if (mode != GuestMode.Running) return",
            "if (mode == GuestMode.Trapped) return"),
        new("clearing leaves no trace", Guest, "enabling walks what the guest cleared",
            "if (m.Scenario.QueriesWalkGuestTable) m.SetGuestCleared(op.Iova, true);",
            ""),
        new("await does not wait", Guest, "write-protection that is also clean",
            "if (!request.Ended) return",
            "if (false) return"),
        new("await takes failure for success", Guest, "a visible abort",
            "bool failed = request.Phase == DmaPhase.Failed;",
            "bool failed = false;"),
        new("await does not remember the version", Guest, "tracking without second flush",
            "if (request.Version > m.Acknowledged(request.Page))",
            "if (request.Version < m.Acknowledged(request.Page))"),
        new("load does not remember the version", Guest, "write-protection that is also clean",
            "if (content.Version > m.Seen(op.Page))",
            "if (content.Version < m.Seen(op.Page))"),
        new("load returns the version instead of the writer", Guest, "write-protection without a flush",
            "m.AppendLoad(op.Ordinal, content.Writer);",
            "m.AppendLoad(op.Ordinal, content.Version);"),
        new("unmap does not note what was asked", Guest, "a read waits for its mapping",
            "for (int iova = op.Iova; iova <= op.LastIova; iova++) m.SetAsked(iova, true);",
            ""),
        new("unmap notes only the first IOVA of its range", Guest, "three pages, a read awaited",
            "for (int iova = op.Iova; iova <= op.LastIova; iova++) m.SetAsked(iova, true);",
            "m.SetAsked(op.Iova, true);"),
        new("map does not wait for the lock", Guest, "an unmap without flush and a reused IOVA",
            "if (m.Locked) return",
            "if (false) return"),
        new("map leaves the old entry", Guest, "a read waits for its mapping",
            "m.SetPte(op.Iova, IoPageTableEntry.Mapping(op.Page, m.Scenario.Hardware.NewMappingDirty));",
            ""),
        new("map never starts dirty", Guest, "new mappings start dirty",
            "IoPageTableEntry.Mapping(op.Page, m.Scenario.Hardware.NewMappingDirty)",
            "IoPageTableEntry.Mapping(op.Page, false)"),
        new("the VMM does not learn of a map", Guest, "a clean cached entry outlives its mapping",
            "m.SetVmmMapping(op.Iova, op.Page);",
            ""),
        new("the guest is not told of its map", Guest, "an untracked entry outlives its mapping",
            "m.SetGuestMapping(op.Iova, op.Page);",
            ""),
        new("an IOVA that is mapped again still counts as unmapped", Guest, "quarantine after one fault and a new mapping",
            "m.SetAsked(op.Iova, false);",
            ""),
        new("an IOVA that is mapped again still counts as cleared", Guest, "a replay after a new mapping",
            "if (m.Scenario.QueriesWalkGuestTable) m.SetGuestCleared(op.Iova, false);",
            ""),
    ];
}
