namespace RaceModel.Checks.Reduction;

/// <summary>
/// The parts of the state that more than one process can see, a bit each. What only one process sees until it cannot matter any more
/// to the others (a thread's position and report buffer, what the guest saw, the destination) is no shared part.
/// </summary>
internal static class SharedParts
{
    private const int RamBit = 0, PteBit = 4, TlbBit = 8, TranslationBit = 20, FaultsBit = 28, BitmapBit = 31, AskedBit = 35,
        GuestMappingBit = 39, VmmMappingBit = 43, GuestClearedBit = 47;

    public const ulong Tracking = 1UL << 51, Started = 1UL << 52, Stopped = 1UL << 53, Lock = 1UL << 54, Mode = 1UL << 55;

    /// <summary>Whether some write is marked to be drained.</summary>
    public const ulong Drain = 1UL << 56;

    /// <summary>Whether requests hold a translation that an invalidation acts on: all of them.</summary>
    public const ulong Translations = 0xFFUL << TranslationBit;

    public const ulong AllRam = 0xFUL << RamBit, GuestMappings = 0xFUL << GuestMappingBit;

    private static readonly ulong[] ByLocation = [.. Enumerable.Range(0, Location.Count).Select(index => FindByLocation(Location.FromIndex(index)))];

    public static ulong Ram(int page) => 1UL << (RamBit + page);

    public static ulong Pte(int iova) => 1UL << (PteBit + iova);

    /// <summary>What IOTLB and device TLB hold for an IOVA of a device.</summary>
    public static ulong Tlb(int device, int iova) => 1UL << (TlbBit + (4 * device) + iova);

    public static ulong Translation(int dma) => 1UL << (TranslationBit + dma);

    /// <summary>A device's faults, and whether it is isolated for them.</summary>
    public static ulong Faults(int device) => 1UL << (FaultsBit + device);

    public static ulong Bitmap(int page) => 1UL << (BitmapBit + page);

    public static ulong Asked(int iova) => 1UL << (AskedBit + iova);

    public static ulong GuestMapping(int iova) => 1UL << (GuestMappingBit + iova);

    public static ulong VmmMapping(int iova) => 1UL << (VmmMappingBit + iova);

    public static ulong GuestCleared(int iova) => 1UL << (GuestClearedBit + iova);

    /// <summary>The parts that locations belong to, but for those that are not shared.</summary>
    public static ulong Of(LocationSet locations)
    {
        ulong parts = 0;
        foreach (Location location in locations.Items()) parts |= ByLocation[location.Index];
        return parts;
    }

    private static ulong FindByLocation(Location location)
    {
        for (int page = 0; page < StateLayout.MaxPages; page++)
        {
            if (location == Location.Ram(page)) return Ram(page);
            if (location == Location.Pte(page)) return Pte(page);
            if (location == Location.Bitmap(page)) return Bitmap(page);
            if (location == Location.Asked(page)) return Asked(page);
            if (location == Location.GuestMapping(page)) return GuestMapping(page);
            if (location == Location.VmmMapping(page)) return VmmMapping(page);
            if (location == Location.GuestCleared(page)) return GuestCleared(page);
            for (int device = 0; device < StateLayout.MaxDevices; device++)
            {
                if (location == Location.Iotlb(device, page) || location == Location.DeviceTlb(device, page)) return Tlb(device, page);
            }
        }

        for (int device = 0; device < StateLayout.MaxDevices; device++)
        {
            if (location == Location.Faults(device) || location == Location.Isolated(device)) return Faults(device);
        }

        for (int dma = 0; dma < StateLayout.MaxDmas; dma++)
        {
            if (location == Location.Dma(dma)) return Translation(dma);
        }

        return location == Location.Tracking ? Tracking
            : location == Location.Started ? Started
            : location == Location.Stopped ? Stopped
            : location == Location.Lock ? Lock
            : location == Location.GuestMode ? Mode
            : 0;
    }
}
