using System.Collections.Immutable;

namespace RaceModel.Tests;

/// <summary>The shipped hardware, calls, unmaps and guests by name. The one place in the tests that knows where they come from.</summary>
internal static class ShippedEntries
{
    private static readonly ImmutableDictionary<string, HardwareProfile> Profiles = new HardwareProfile[]
    {
        new() { Name = "vtd" },
        new() { Name = "amd" },
        new() { Name = "amd-suppressed", Fault = FaultHandling.Silent },
        new() { Name = "smmuv3", Tracking = DirtyTracking.Always, NewMappingDirty = true },
        new() { Name = "xen", IsolateAfter = 1 },
        new() { Name = "visible-abort", Abort = AbortVisibility.Visible },
        new() { Name = "pri", Fault = FaultHandling.PageRequest, Abort = AbortVisibility.Visible, Ats = true },
        new() { Name = "vtd-ats", Ats = true },
        new() { Name = "no-drain", Drain = InvalidationDrain.None },
        new() { Name = "blind-or", DirtyUpdate = DirtyUpdate.BlindOr },
        new() { Name = "write-back", DirtyUpdate = DirtyUpdate.WriteBack },
    }.ToImmutableDictionary(profile => profile.Name);

    private static readonly ImmutableDictionary<string, string> Enables = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("linux", "[discard-dirty, flush, set-tracking, flush]"),
        KeyValuePair.Create("no-second-flush", "[discard-dirty, flush, set-tracking]"),
        KeyValuePair.Create("always-on", "[discard-dirty, flush]"),
        KeyValuePair.Create("none", "[]"),
    ]);

    private static readonly ImmutableDictionary<string, string> Queries = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("clear-flush", "[test-and-clear-dirty, flush]"),
        KeyValuePair.Create("plain-store-flush", "[load-store-clear-dirty, flush]"),
        KeyValuePair.Create("clear-no-flush", "[test-and-clear-dirty]"),
        KeyValuePair.Create("clear-no-wait", "[test-and-clear-dirty, invalidate]"),
        KeyValuePair.Create("flush-first", "[flush, test-and-clear-dirty]"),
        KeyValuePair.Create("flush-iotlb-only", "[test-and-clear-dirty, flush-iotlb]"),
        KeyValuePair.Create("report-all", "[report-all]"),
    ]);

    private static readonly ImmutableDictionary<string, string> Unmaps = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("plain", "[clear-pte, flush]"),
        KeyValuePair.Create("two-call", "[test-and-clear-dirty, flush][clear-pte, flush]"),
        KeyValuePair.Create("two-call-no-clear", "[read-dirty][clear-pte, flush]"),
        KeyValuePair.Create("unmap-then-query", "[clear-pte, flush][read-dirty]"),
        KeyValuePair.Create("atomic-exchange", "[exchange-pte, flush]"),
        KeyValuePair.Create("atomic-load-store", "[load-store-clear-pte, flush]"),
        KeyValuePair.Create("atomic-stale-compare", "[compare-exchange-stale-pte, flush]"),
        KeyValuePair.Create("write-protect-clear", "[write-protect-clear-dirty, flush][clear-pte, flush]"),
        KeyValuePair.Create("write-protect-flush-read", "[write-protect, flush, read-dirty, clear-pte, flush]"),
        KeyValuePair.Create("write-protect-read", "[write-protect, read-dirty, clear-pte, flush]"),
        KeyValuePair.Create("write-protect-destroy", "[write-protect-destroy-dirty, flush, read-dirty, clear-pte, flush]"),
        KeyValuePair.Create("hide-flush-collect", "[clear-present, flush, read-dirty, clear-pte]"),
        KeyValuePair.Create("report-all-unmap", "[report-all, clear-pte, flush]"),
        KeyValuePair.Create("atomic-lazy", "[exchange-pte]"),
    ]);

    private static readonly ImmutableDictionary<string, string> Guests = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("steady", "dma 0; await 1; dma 0; await 2"),
        KeyValuePair.Create("quiesced", "dma 0; await 1; unmap 0; load 0"),
        KeyValuePair.Create("racing", "dma 0; unmap 0"),
        KeyValuePair.Create("racing-load", "dma 0; unmap 0; load 0"),
        KeyValuePair.Create("racing-await", "dma 0; unmap 0; await 1"),
        KeyValuePair.Create("late", "unmap 0; dma 0; await 1"),
        KeyValuePair.Create("reuse", "dma 0; await 1; unmap 0; map 0 1; dma 0; await 2"),
        KeyValuePair.Create("bystander", "dma 0; unmap 0; dma 1; await 2"),
        KeyValuePair.Create("range", "dma 0; dma 1; unmap 0-1; load 0; load 1"),
        KeyValuePair.Create("lazy", "dma 0; await 1; clear 0; unmap 0; load 0"),
        KeyValuePair.Create("reader", "dmar 0; dma 0; unmap 0; load 0"),
        KeyValuePair.Create("stale-use", "dma 0; unmap 0; dma 0; await 2"),
        KeyValuePair.Create("remap", "dma 0; unmap 0; map 0 1; load 0"),
        KeyValuePair.Create("double", "dma 0; dma 0; unmap 0; load 0"),
    ]);

    public static IReadOnlyCollection<string> HardwareNames { get; } = [.. Profiles.Keys.Order(StringComparer.Ordinal)];

    public static IReadOnlyCollection<string> EnableNames { get; } = [.. Enables.Keys.Order(StringComparer.Ordinal)];

    public static IReadOnlyCollection<string> QueryNames { get; } = [.. Queries.Keys.Order(StringComparer.Ordinal)];

    public static IReadOnlyCollection<string> UnmapNames { get; } = [.. Unmaps.Keys.Order(StringComparer.Ordinal)];

    public static IReadOnlyCollection<string> GuestNames { get; } = [.. Guests.Keys.Order(StringComparer.Ordinal)];

    public static HardwareProfile Hardware(string name) => Profiles[name];

    public static DriverCall Enable(string name) => ProtocolText.ParseCall(Enables[name]);

    public static DriverCall Query(string name) => ProtocolText.ParseCall(Queries[name]);

    public static UnmapProtocol Unmap(string name) => ProtocolText.ParseUnmap(Unmaps[name]);

    public static GuestProgram Guest(string name) => GuestText.Parse(Guests[name]);

    /// <summary>How tracking is switched on where a scenario does not say.</summary>
    public static DriverCall DefaultEnable(HardwareProfile hardware) =>
        Enable(hardware.Tracking == DirtyTracking.Always ? "always-on" : "linux");
}
