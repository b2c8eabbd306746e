namespace RaceModel.Checks.Mutation;

/// <summary>Hardware with one knob at another value. A threshold is moved by one, and set to "never".</summary>
internal static class HardwareMutants
{
    public static IEnumerable<(string Change, HardwareProfile Hardware)> Of(HardwareProfile original) =>
    [
        .. Others(original.Tracking).Select(value => ($"tracking {Words.Of(value)}", original with { Tracking = value })),
        ($"new mappings {(original.NewMappingDirty ? "clean" : "dirty")}", original with { NewMappingDirty = !original.NewMappingDirty }),
        .. Others(original.DirtyUpdate).Select(value => ($"dirty update {Words.Of(value)}", original with { DirtyUpdate = value })),
        .. Others(original.Drain).Select(value => ($"drain {Words.Of(value)}", original with { Drain = value })),
        .. Others(original.Fault).Select(value => ($"fault {Words.Of(value)}", original with { Fault = value })),
        .. Others(original.Abort).Select(value => ($"abort {Words.Of(value)}", original with { Abort = value })),
        .. OtherThresholds(original.IsolateAfter).Select(value =>
            (value == 0 ? "never isolates" : $"isolates after {value}", original with { IsolateAfter = value })),
        (original.Ats ? "no ATS" : "ATS", original with { Ats = !original.Ats }),
        .. Others(original.Iotlb).Select(value => ($"IOTLB {Words.Of(value)}", original with { Iotlb = value })),
    ];

    private static IEnumerable<TEnum> Others<TEnum>(TEnum value) where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Where(other => !other.Equals(value));

    private static IEnumerable<int> OtherThresholds(int value) =>
        new SortedSet<int> { 0, value - 1, value + 1 }.Where(other => other != value && other is >= 0 and <= StateLayout.MaxDmas);
}
