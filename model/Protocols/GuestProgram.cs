using System.Collections.Immutable;

namespace RaceModel;

/// <summary>What a guest can do in one step of its program.</summary>
public enum GuestOpKind
{
    /// <summary>Clears its own page table entry; the host learns of it at the unmap.</summary>
    Clear,

    /// <summary>Posts a DMA that writes.</summary>
    Dma,

    /// <summary>Posts a DMA that reads.</summary>
    Dmar,

    /// <summary>Waits for the end of a DMA and looks at its status.</summary>
    Await,

    /// <summary>Unmaps a range of IOVAs.</summary>
    Unmap,

    /// <summary>Maps an IOVA to a page.</summary>
    Map,

    /// <summary>Loads from a page.</summary>
    Load,
}

/// <summary>One operation of a guest program.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Iova">The IOVA, or the first of the range; 0 where none is meant.</param>
/// <param name="LastIova">The last IOVA of the range.</param>
/// <param name="Page">The page that <c>map</c> and <c>load</c> mean.</param>
/// <param name="Device">The device of a DMA.</param>
/// <param name="Dma">The DMA that is posted or awaited, from 0 up in the order of the program.</param>
public readonly record struct GuestOp(GuestOpKind Kind, int Iova = 0, int LastIova = 0, int Page = 0, int Device = 0, int Dma = -1)
{
    /// <summary>The operation as it is written in a program.</summary>
    public override string ToString() => Kind switch
    {
        GuestOpKind.Clear => $"clear {Iova}",
        GuestOpKind.Dma => $"dma {Iova}{DeviceSuffix}",
        GuestOpKind.Dmar => $"dmar {Iova}{DeviceSuffix}",
        GuestOpKind.Await => $"await {Dma + 1}",
        GuestOpKind.Unmap => Iova == LastIova ? $"unmap {Iova}" : $"unmap {Iova}-{LastIova}",
        GuestOpKind.Map => $"map {Iova} {Page}",
        _ => $"load {Page}",
    };

    private string DeviceSuffix => Device == 0 ? "" : $" {Device}";
}

/// <summary>What the guest vCPU does, operation by operation; at the end it just waits.</summary>
/// <param name="Name">Its name in the catalogue, or its text if it was written inline.</param>
/// <param name="Ops">The operations.</param>
/// <param name="Source">What it stands for, in one line.</param>
public sealed record GuestProgram(string Name, ImmutableArray<GuestOp> Ops, string Source = "")
{
    /// <summary>The operations as they are written inline.</summary>
    public string Text => string.Join("; ", Ops);

    /// <summary>The DMAs that the program posts, in order.</summary>
    internal ImmutableArray<GuestOp> Dmas => [.. Ops.Where(op => op.Kind is GuestOpKind.Dma or GuestOpKind.Dmar)];

    internal bool Has(GuestOpKind kind) => Ops.Any(op => op.Kind == kind);
}
