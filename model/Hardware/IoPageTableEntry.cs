namespace RaceModel;

/// <summary>
/// A leaf entry of the I/O page table, in memory and shared by IOMMU and software: present, writable, dirty, and the page.
/// VT-d second stage has the dirty bit in bit 9 of the entry (<c>drivers/iommu/intel/iommu.h</c>), AMD v1 in bit 6
/// (<c>amd_iommu_types.h</c>), SMMUv3 encodes it as DBM set and AP[2] clear (<c>io-pgtable-arm.c</c>).
/// </summary>
internal readonly record struct IoPageTableEntry(byte Bits)
{
    public const int Width = 5;

    private const byte PresentBit = 1, WritableBit = 2, DirtyBit = 4;
    private const int PageShift = 3;

    public static IoPageTableEntry Mapping(int page, bool dirty) =>
        new((byte)(PresentBit | WritableBit | (dirty ? DirtyBit : 0) | (page << PageShift)));

    public static IoPageTableEntry Zero => default;

    public bool Present => (Bits & PresentBit) != 0;
    public bool Writable => (Bits & WritableBit) != 0;
    public bool Dirty => (Bits & DirtyBit) != 0;
    public int Page => Bits >> PageShift;
    public bool AllowsWrites => (Bits & (PresentBit | WritableBit)) == (PresentBit | WritableBit);

    public IoPageTableEntry WithDirty => new((byte)(Bits | DirtyBit));
    public IoPageTableEntry WithoutDirty => new((byte)(Bits & ~DirtyBit));
    public IoPageTableEntry WithoutWritable => new((byte)(Bits & ~WritableBit));
    public IoPageTableEntry WithoutPresent => new((byte)(Bits & ~(PresentBit | WritableBit)));
}
