namespace RaceModel;

/// <summary>Who compares the run with the migration to the run without it.</summary>
public enum Observer
{
    /// <summary>The guest: it cannot see the host's fault log.</summary>
    Guest,

    /// <summary>The host: an outcome also holds the faults of each device.</summary>
    Host,
}

/// <summary>What is checked: a hardware profile, a protocol, a guest, and the bounds. Everything is finite.</summary>
public sealed record Scenario
{
    /// <summary>The IOMMU and the devices.</summary>
    public required HardwareProfile Hardware { get; init; }

    /// <summary>The VMM and the kernel.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The guest.</summary>
    public required GuestProgram Guest { get; init; }

    /// <summary>Pages of guest RAM, and IOVAs: 1 to 4.</summary>
    public int Pages { get; init; } = 2;

    /// <summary>Devices behind the IOMMU: 1 to 3.</summary>
    public int Devices { get; init; } = 1;

    /// <summary>Pre-copy rounds after the first pass over all pages: 0 to 4.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Who compares outcomes for <see cref="Property.RefinesNoMigration"/>.</summary>
    public Observer Observer { get; init; } = Observer.Guest;

    /// <summary>Says what is out of bounds, naming the remedy; null if the scenario can be checked.</summary>
    public string? FindError()
    {
        if (Pages is < 1 or > StateLayout.MaxPages) return $"{Pages} pages: give 1 to {StateLayout.MaxPages}";
        if (Devices is < 1 or > StateLayout.MaxDevices) return $"{Devices} devices: give 1 to {StateLayout.MaxDevices}";
        if (Rounds is < 0 or > StateLayout.MaxRounds) return $"{Rounds} rounds: give 0 to {StateLayout.MaxRounds}";
        if (Hardware.IsolateAfter is < 0 or > StateLayout.MaxDmas)
            return $"isolateAfter {Hardware.IsolateAfter}: give 0 to {StateLayout.MaxDmas}";
        if (Protocol.Unmap.Calls.IsEmpty) return $"unmap '{Protocol.Unmap.Name}' has no call: give at least one, such as [clear-pte, flush]";

        return FindErrorInGuest() ?? FindErrorInLength();
    }

    private string? FindErrorInGuest()
    {
        if (Guest.Ops.Length > StateLayout.MaxGuestOps) return $"{Guest.Ops.Length} operations: a guest has at most {StateLayout.MaxGuestOps}";
        if (TooMany(GuestOpKind.Await, StateLayout.MaxAwaits) is { } awaits) return awaits;
        if (TooMany(GuestOpKind.Load, StateLayout.MaxLoads) is { } loads) return loads;

        int dmas = Guest.Dmas.Length;
        if (dmas > StateLayout.MaxDmas) return $"{dmas} DMA requests: a guest has at most {StateLayout.MaxDmas}";

        string morePages = More("pages", Pages, StateLayout.MaxPages), moreDevices = More("devices", Devices, StateLayout.MaxDevices);
        foreach (GuestOp op in Guest.Ops)
        {
            if (op.LastIova >= Pages || op.Iova >= Pages) return $"'{op}': IOVA {Math.Max(op.Iova, op.LastIova)} of {Pages} (from 0 up); {morePages}";
            if (op.LastIova < op.Iova && op.Kind == GuestOpKind.Unmap) return $"'{op}': the range runs backwards";
            if (op.Page >= Pages) return $"'{op}': page {op.Page} of {Pages} (from 0 up); {morePages}";
            if (op.Device >= Devices) return $"'{op}': device {op.Device} of {Devices} (from 0 up); {moreDevices}";
            if (op.Kind == GuestOpKind.Await && op.Dma >= dmas) return $"'{op}': the guest posts {dmas} DMA requests (from 1 up)";
        }

        return null;
    }

    private static string More(string what, int given, int most) => given < most ? $"give more {what}" : $"{most} are the most";

    private string? TooMany(GuestOpKind kind, int most)
    {
        int count = Guest.Ops.Count(op => op.Kind == kind);
        return count > most ? $"{count} operations '{Words.Of(kind)}': a guest has at most {most}" : null;
    }

    private string? FindErrorInLength()
    {
        int longest = Math.Max(VmmProgram.OfTrapThread(this).Length, VmmProgram.OfMigrationThread(this).Length);
        return longest > StateLayout.MaxInstructions
            ? $"the protocol takes {longest} instructions of one thread: at most {StateLayout.MaxInstructions}; give fewer primitives or rounds"
            : null;
    }
}
