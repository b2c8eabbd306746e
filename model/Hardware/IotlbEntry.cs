namespace RaceModel;

/// <summary>
/// A translation cached in the IOMMU. A cached dirty state lets later writes go without a look at the page table: software that
/// clears the bit must invalidate, or the IOMMU may not set it again (RISC-V IOMMU specification, <c>iommu_sw_guidelines.adoc</c>).
/// </summary>
internal readonly record struct IotlbEntry(byte Bits)
{
    public const int Width = 6;

    private const byte ValidBit = 1, WritableBit = 2, DirtyBit = 4, TrackedBit = 8;
    private const int PageShift = 4;

    public static IotlbEntry Invalid => default;

    public static IotlbEntry Filled(int page, bool writable, bool dirty, bool tracked) => new((byte)(
        ValidBit | (writable ? WritableBit : 0) | (dirty ? DirtyBit : 0) | (tracked ? TrackedBit : 0) | (page << PageShift)));

    public bool Valid => (Bits & ValidBit) != 0;
    public bool Writable => (Bits & WritableBit) != 0;
    public bool Dirty => (Bits & DirtyBit) != 0;
    public bool Tracked => (Bits & TrackedBit) != 0;
    public int Page => Bits >> PageShift;
    public bool TranslatesWrites => (Bits & (ValidBit | WritableBit)) == (ValidBit | WritableBit);
}
