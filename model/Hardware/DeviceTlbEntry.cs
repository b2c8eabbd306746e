namespace RaceModel;

/// <summary>A translation that a device with ATS keeps for itself; writes that use it go past the IOMMU (PCIe ATS).</summary>
internal readonly record struct DeviceTlbEntry(byte Bits)
{
    public const int Width = 3;

    private const byte ValidBit = 1;
    private const int PageShift = 1;

    public static DeviceTlbEntry Invalid => default;

    public static DeviceTlbEntry Filled(int page) => new((byte)(ValidBit | (page << PageShift)));

    public bool Valid => (Bits & ValidBit) != 0;
    public int Page => Bits >> PageShift;
}
