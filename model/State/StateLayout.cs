namespace RaceModel;

/// <summary>
/// The largest scenario that a <see cref="State"/> has room for, and where each of its fields stands: word, first bit, width.
/// </summary>
internal static class StateLayout
{
    public const int MaxPages = 4;
    public const int MaxDevices = 3;
    public const int MaxDmas = 8;
    public const int MaxRounds = 4;
    public const int MaxGuestOps = 63;
    public const int MaxAwaits = 16;
    public const int MaxLoads = 16;
    public const int MaxInstructions = 255;

    /// <summary>A bit field: <paramref name="Width"/> bits of word <paramref name="Word"/> from bit <paramref name="Shift"/> up.</summary>
    public readonly record struct Field(int Word, int Shift, int Width)
    {
        public ulong Mask => ((1UL << Width) - 1) << Shift;
    }

    /// <summary>
    /// From this word on a state holds what devices and IOMMU change, before it what guest and VMM do. Most steps change only one
    /// part, so far fewer values of each occur than there are states.
    /// </summary>
    public const int FirstDeviceWord = 4;

    // Word 0: I/O page table, what guest and VMM know of the mappings, bitmaps, switches.
    public static Field Pte(int iova) => new(0, IoPageTableEntry.Width * iova, IoPageTableEntry.Width);
    public static Field VmmMapping(int iova) => new(0, 20 + (2 * iova), 2);
    public static Field GuestMapping(int iova) => new(0, 28 + (3 * iova), 3);
    public static Field GuestCleared(int iova) => new(0, 40 + iova, 1);
    public static Field Asked(int iova) => new(0, 44 + iova, 1);
    public static Field MigrationBitmap(int page) => new(0, 48 + page, 1);
    public static Field ReportBuffer(VmmThread thread, int page) => new(0, 52 + (4 * (int)thread) + page, 1);
    public static Field Tracking => new(0, 60, 1);
    public static Field Started => new(0, 61, 1);
    public static Field Stopped => new(0, 62, 1);
    public static Field Lock => new(0, 63, 1);

    // Words 1 and 2: guest vCPU and all that it saw.
    public static Field GuestPosition => new(1, 0, 6);
    public static Field GuestMode => new(1, 6, 2);
    public static Field Acknowledged(int page) => new(1, 8 + (4 * page), 4);
    public static Field Seen(int page) => new(1, 24 + (4 * page), 4);
    public static Field AwaitFailed(int ordinal) => new(1, 40 + ordinal, 1);
    public static Field AllAwaits => new(1, 40, MaxAwaits);
    public static Field Loaded(int ordinal) => new(LoadsWord, 4 * ordinal, 4);
    public const int LoadsWord = 2;

    // Word 3: the VMM's threads, the host's fault log.
    public static Field ThreadPosition(VmmThread thread) => new(3, 20 * (int)thread, RaceModel.ThreadPosition.Width);
    public static Field Faults(int device) => new(3, 40 + (4 * device), 4);
    public static Field Isolated(int device) => new(3, 52 + device, 1);

    // Word 4: contents of the pages, here and at the destination.
    public static Field RamWriter(int page) => new(4, 8 * page, 4);
    public static Field RamVersion(int page) => new(4, (8 * page) + 4, 4);
    public static Field DestinationWriter(int page) => new(4, 32 + (8 * page), 4);
    public static Field DestinationVersion(int page) => new(4, 36 + (8 * page), 4);

    // Words 5 and 6: translation caches.
    public static Field Iotlb(int device, int iova) =>
        new(5 + (device / 2), (24 * (device % 2)) + (IotlbEntry.Width * iova), IotlbEntry.Width);

    public static Field DeviceTlb(int device, int iova) =>
        new(6, 24 + (12 * device) + (DeviceTlbEntry.Width * iova), DeviceTlbEntry.Width);

    // Words 7 and 8: DMA requests, four to a word.
    public static Field Dma(int dma) => new(7 + (dma / 4), 16 * (dma % 4), DmaRequest.Width);
}
