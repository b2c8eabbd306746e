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

    // Each field of the state that is shared, as a word's bits, and the part that it belongs to.
    private static readonly (int Word, ulong Mask, ulong Part)[] Fields = [.. FindFields()];

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

    /// <summary>The parts that bits of the state belong to, but for those that are not shared.</summary>
    public static ulong Of(in State bits)
    {
        ulong parts = 0;
        foreach ((int word, ulong mask, ulong part) in Fields) parts |= (bits[word] & mask) != 0 ? part : 0;
        return parts;
    }

    private static IEnumerable<(int Word, ulong Mask, ulong Part)> FindFields()
    {
        for (int page = 0; page < StateLayout.MaxPages; page++)
        {
            yield return Shared(StateLayout.RamWriter(page), Ram(page));
            yield return Shared(StateLayout.RamVersion(page), Ram(page));
            yield return Shared(StateLayout.Pte(page), Pte(page));
            yield return Shared(StateLayout.MigrationBitmap(page), Bitmap(page));
            yield return Shared(StateLayout.Asked(page), Asked(page));
            yield return Shared(StateLayout.GuestMapping(page), GuestMapping(page));
            yield return Shared(StateLayout.VmmMapping(page), VmmMapping(page));
            yield return Shared(StateLayout.GuestCleared(page), GuestCleared(page));
            for (int device = 0; device < StateLayout.MaxDevices; device++)
            {
                yield return Shared(StateLayout.Iotlb(device, page), Tlb(device, page));
                yield return Shared(StateLayout.DeviceTlb(device, page), Tlb(device, page));
            }
        }

        for (int device = 0; device < StateLayout.MaxDevices; device++)
        {
            yield return Shared(StateLayout.Faults(device), Faults(device));
            yield return Shared(StateLayout.Isolated(device), Faults(device));
        }

        for (int dma = 0; dma < StateLayout.MaxDmas; dma++) yield return Shared(StateLayout.Dma(dma), Translation(dma));
        yield return Shared(StateLayout.Tracking, Tracking);
        yield return Shared(StateLayout.Started, Started);
        yield return Shared(StateLayout.Stopped, Stopped);
        yield return Shared(StateLayout.Lock, Lock);
        yield return Shared(StateLayout.GuestMode, Mode);
    }

    private static (int Word, ulong Mask, ulong Part) Shared(StateLayout.Field field, ulong part) => (field.Word, field.Mask, part);
}
