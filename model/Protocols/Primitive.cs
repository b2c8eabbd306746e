namespace RaceModel;

/// <summary>
/// What the kernel can do to the page table and the IOMMU on a protocol's behalf. All but the last five visit the range
/// upwards, one page at a time; "report" marks the page in the buffer that the call returns.
/// </summary>
public enum Primitive
{
    /// <summary>Reports the page if its entry is dirty (<c>IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR</c>).</summary>
    ReadDirty,

    /// <summary>Reports the page if its entry is dirty, and clears the bit, atomically (<c>test_and_clear_bit</c>, Linux 6.12 VT-d).</summary>
    TestAndClearDirty,

    /// <summary>The same with a load and a plain store (<c>WRITE_ONCE(*p, READ_ONCE(*p) &amp; ~D)</c>, Linux 7.2 <c>generic_pt</c>).</summary>
    LoadStoreClearDirty,

    /// <summary>Clears the dirty bit and reports nothing (<c>iopt_clear_dirty_data</c>).</summary>
    DiscardDirty,

    /// <summary>Takes write permission away; the dirty bit stays.</summary>
    WriteProtect,

    /// <summary>Reports the page if its entry is dirty, and takes write permission and the dirty bit away, atomically.</summary>
    WriteProtectClearDirty,

    /// <summary>Takes write permission away in an encoding in which read-only is also clean (arm64 commit ff1712f953e2 is the CPU's twin).</summary>
    WriteProtectDestroyDirty,

    /// <summary>Makes the entry not present; dirty bit and page stay.</summary>
    ClearPresent,

    /// <summary>Makes the whole entry zero.</summary>
    ClearPte,

    /// <summary>Reports the page if its entry is dirty, and makes the whole entry zero, atomically.</summary>
    ExchangePte,

    /// <summary>The same as a load and a plain store.</summary>
    LoadStoreClearPte,

    /// <summary>Compare-and-exchange whose expected value is sampled once and never refreshed (the AMD loop of the RFC's first version).</summary>
    CompareExchangeStalePte,

    /// <summary>Reports the page whatever its entry holds (VFIO type1, <c>update_user_bitmap</c>).</summary>
    ReportAll,

    /// <summary>Switches dirty tracking on.</summary>
    SetTracking,

    /// <summary>Invalidates IOTLB and, with ATS, the device TLB; waits for the completion (<c>iommu_iotlb_sync</c>).</summary>
    Flush,

    /// <summary>Invalidates only the IOTLB; waits for the completion.</summary>
    FlushIotlb,

    /// <summary>Invalidates IOTLB and, with ATS, the device TLB; does not wait.</summary>
    Invalidate,
}

/// <summary>Facts about primitives.</summary>
public static class PrimitiveExtensions
{
    /// <summary>Whether the primitive visits the pages of its range one by one.</summary>
    public static bool Walks(this Primitive primitive) => primitive < Primitive.SetTracking;

    /// <summary>Whether the primitive takes two steps a page, between which the hardware may change the entry.</summary>
    public static bool TakesTwoSteps(this Primitive primitive) => primitive
        is Primitive.LoadStoreClearDirty or Primitive.LoadStoreClearPte or Primitive.CompareExchangeStalePte;

    /// <summary>Whether the primitive invalidates cached translations.</summary>
    public static bool Invalidates(this Primitive primitive) => primitive >= Primitive.Flush;

    /// <summary>Whether the primitive waits for the completion of its invalidation.</summary>
    public static bool Waits(this Primitive primitive) => primitive is Primitive.Flush or Primitive.FlushIotlb;

    /// <summary>Whether the primitive works on a range of IOVAs.</summary>
    internal static bool HasRange(this Primitive primitive) => primitive.Walks() || primitive.Invalidates();

    /// <summary>Whether the primitive is meant to make the whole entry zero.</summary>
    internal static bool ClearsEntry(this Primitive primitive) => primitive
        is Primitive.ClearPte or Primitive.ExchangePte or Primitive.LoadStoreClearPte or Primitive.CompareExchangeStalePte;

    /// <summary>Whether the primitive leaves an entry through which no write gets any more, but which is still to be cleared.</summary>
    internal static bool DeniesWrites(this Primitive primitive) => primitive
        is Primitive.WriteProtect or Primitive.WriteProtectClearDirty or Primitive.WriteProtectDestroyDirty or Primitive.ClearPresent;
}
