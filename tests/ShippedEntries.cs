using RaceModel.Checks.Catalogues;

namespace RaceModel.Tests;

/// <summary>The shipped entries by name, and how tracking is switched on where a scenario does not say.</summary>
internal static class ShippedEntries
{
    public static IReadOnlyList<string> HardwareNames => Catalogue.Shipped.Hardware.Names;

    public static IReadOnlyList<string> EnableNames => Catalogue.Shipped.Enable.Names;

    public static IReadOnlyList<string> QueryNames => Catalogue.Shipped.Query.Names;

    public static IReadOnlyList<string> UnmapNames => Catalogue.Shipped.Unmap.Names;

    public static IReadOnlyList<string> GuestNames => Catalogue.Shipped.Guests.Names;

    public static HardwareProfile Hardware(string name) => Catalogue.Shipped.Hardware[name];

    public static DriverCall Enable(string name) => Catalogue.Shipped.Enable[name];

    public static DriverCall Query(string name) => Catalogue.Shipped.Query[name];

    public static UnmapProtocol Unmap(string name) => Catalogue.Shipped.Unmap[name];

    public static GuestProgram Guest(string name) => Catalogue.Shipped.Guests[name];

    public static DriverCall DefaultEnable(HardwareProfile hardware) =>
        Enable(hardware.Tracking == DirtyTracking.Always ? "always-on" : "linux");
}
