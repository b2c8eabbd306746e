using System.Collections.Immutable;

namespace RaceModel;

/// <summary>The order in which the migration thread copies a page and clears its bit in the migration bitmap.</summary>
public enum CopyOrder
{
    /// <summary>Clear, then copy (QEMU: <c>migration_bitmap_clear_dirty</c> before the page is sent).</summary>
    ClearThenCopy,

    /// <summary>Copy, then clear.</summary>
    CopyThenClear,
}

/// <summary>Whose page table a query walks to find the mappings.</summary>
public enum Enumeration
{
    /// <summary>The host's.</summary>
    Host,

    /// <summary>The guest's: what the guest has cleared there is passed over (QEMU 10.2 <c>vtd_iommu_replay</c>).</summary>
    Guest,
}

/// <summary>A call into the kernel that walks all IOVAs: switching tracking on, or one query.</summary>
/// <param name="Name">Its name in the catalogue, or its text if it was written inline.</param>
/// <param name="Primitives">What the kernel does, in this order.</param>
/// <param name="Source">Where it comes from, in one line.</param>
public sealed record DriverCall(string Name, ImmutableArray<Primitive> Primitives, string Source = "")
{
    /// <summary>The primitives as they are written inline.</summary>
    public string Text => ProtocolText.Write(Primitives, ShortenedPrimitive);

    /// <summary>The primitive, from 0 up, that leaves out the last page of its range; null for none. Only mutants have one.</summary>
    internal int? ShortenedPrimitive { get; init; }
}

/// <summary>What an unmap does while a migration runs: one or more calls into the kernel.</summary>
/// <param name="Name">Its name in the catalogue, or its text if it was written inline.</param>
/// <param name="Calls">The calls; each a list of primitives on the range that the guest unmaps.</param>
/// <param name="Source">Where it comes from, in one line.</param>
public sealed record UnmapProtocol(string Name, ImmutableArray<ImmutableArray<Primitive>> Calls, string Source = "")
{
    /// <summary>The unmap of a VM that does not migrate: clear the entries, flush.</summary>
    public static UnmapProtocol Plain { get; } = new("plain", [[Primitive.ClearPte, Primitive.Flush]]);

    /// <summary>The calls as they are written inline.</summary>
    public string Text => ProtocolText.Write(Calls, ShortenedPrimitive);

    /// <summary>The primitive, from 0 up over all calls, that leaves out the last page of its range; null for none. Only mutants have one.</summary>
    internal int? ShortenedPrimitive { get; init; }
}

/// <summary>The software side of a migration: what the VMM asks of the kernel, and how it holds its locks.</summary>
public sealed record Protocol
{
    /// <summary>Switches dirty tracking on.</summary>
    public required DriverCall Enable { get; init; }

    /// <summary>Collects dirty bits in each pre-copy round.</summary>
    public required DriverCall Query { get; init; }

    /// <summary>The last query, after the devices have stopped; as <see cref="Query"/> if null.</summary>
    public DriverCall? FinalQuery { get; init; }

    /// <summary>Unmaps while the migration runs.</summary>
    public required UnmapProtocol Unmap { get; init; }

    /// <summary>Whether one lock is held over a whole unmap (QEMU's BQL) or only over each call.</summary>
    public bool BigLock { get; init; } = true;

    /// <summary>How a page is copied.</summary>
    public CopyOrder CopyOrder { get; init; } = CopyOrder.ClearThenCopy;

    /// <summary>Whose page table the queries walk.</summary>
    public Enumeration Enumerate { get; init; } = Enumeration.Host;

    /// <summary>Whether a primitive leaves out the last page of its range: pages are then not alike any more.</summary>
    internal bool ShortensRange => (Enable.ShortenedPrimitive ?? Query.ShortenedPrimitive ?? FinalQuery?.ShortenedPrimitive ?? Unmap.ShortenedPrimitive) is not null;
}
