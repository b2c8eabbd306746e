namespace RaceModel;

/// <summary>
/// A place in the state that steps read and write: one page's memory, one page table entry, one cached translation, one lock.
/// Two steps of different processes race when they touch the same location and one of them writes it.
/// </summary>
public readonly record struct Location
{
    private readonly byte _index;

    private Location(int index) => _index = (byte)index;

    /// <summary>How many locations there are; every <see cref="Index"/> is below it.</summary>
    public const int Count = 96;

    /// <summary>The number of this location, the same in every scenario.</summary>
    public int Index => _index;

    /// <summary>The location with a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not below <see cref="Count"/>.</exception>
    public static Location FromIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return new(index);
    }

    internal static Location Ram(int page) => new(page);
    internal static Location Destination(int page) => new(4 + page);
    internal static Location Pte(int iova) => new(8 + iova);
    internal static Location Iotlb(int device, int iova) => new(12 + (4 * device) + iova);
    internal static Location DeviceTlb(int device, int iova) => new(24 + (4 * device) + iova);
    internal static Location Dma(int dma) => new(36 + dma);
    internal static Location GuestMapping(int iova) => new(44 + iova);
    internal static Location GuestCleared(int iova) => new(48 + iova);
    internal static Location Asked(int iova) => new(52 + iova);
    internal static Location Acknowledged(int page) => new(56 + page);
    internal static Location Seen(int page) => new(60 + page);
    internal static Location Bitmap(int page) => new(64 + page);
    internal static Location ReportBuffer(int thread, int page) => new(68 + (4 * thread) + page);
    internal static Location VmmMapping(int iova) => new(76 + iova);
    internal static Location Faults(int device) => new(80 + device);
    internal static Location Isolated(int device) => new(83 + device);
    internal static Location ThreadPosition(int thread) => new(86 + thread);
    internal static Location GuestPosition => new(88);
    internal static Location GuestMode => new(89);
    internal static Location Awaits => new(90);
    internal static Location Loads => new(91);
    internal static Location Tracking => new(92);
    internal static Location Started => new(93);
    internal static Location Stopped => new(94);
    internal static Location Lock => new(95);

    /// <summary>The name that traces use, such as <c>PTE 0</c> or <c>IOTLB 0/1</c> (device, then IOVA).</summary>
    public override string ToString() => _index switch
    {
        < 4 => $"RAM {_index}",
        < 8 => $"destination {_index - 4}",
        < 12 => $"PTE {_index - 8}",
        < 24 => $"IOTLB {(_index - 12) / 4}/{(_index - 12) % 4}",
        < 36 => $"device TLB {(_index - 24) / 4}/{(_index - 24) % 4}",
        < 44 => $"DMA {_index - 35}",
        < 48 => $"guest mapping {_index - 44}",
        < 52 => $"guest entry {_index - 48} cleared",
        < 56 => $"unmap asked {_index - 52}",
        < 60 => $"acknowledged {_index - 56}",
        < 64 => $"seen {_index - 60}",
        < 68 => $"bitmap {_index - 64}",
        < 72 => $"query report {_index - 68}",
        < 76 => $"unmap report {_index - 72}",
        < 80 => $"VMM mapping {_index - 76}",
        < 83 => $"faults {_index - 80}",
        < 86 => $"isolated {_index - 83}",
        86 => "migration thread",
        87 => "trap thread",
        88 => "guest position",
        89 => "guest mode",
        90 => "awaits",
        91 => "loads",
        92 => "tracking",
        93 => "migration started",
        94 => "devices stopped",
        _ => "lock",
    };
}
