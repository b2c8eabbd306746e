namespace RaceModel.Checks.Catalogues;

/// <summary>
/// Asks the model whether any scenario has room for an entry, so that its author learns of it here and not at the first use.
/// </summary>
internal static class EntryBounds
{
    private static readonly DriverCall Nothing = new("", []);

    private static readonly Scenario Roomiest = new()
    {
        Hardware = new() { Name = "" },
        Protocol = new() { Enable = Nothing, Query = Nothing, Unmap = UnmapProtocol.Plain },
        Guest = new("", []),
        Pages = StateLayout.MaxPages,
        Devices = StateLayout.MaxDevices,
        Rounds = 0,
    };

    /// <summary>What is out of bounds; null if there is room.</summary>
    public static string? FindError(DriverCall call) => FindError(Roomiest.Protocol with { Query = call });

    /// <inheritdoc cref="FindError(DriverCall)"/>
    public static string? FindError(UnmapProtocol unmap) => FindError(Roomiest.Protocol with { Unmap = unmap });

    /// <inheritdoc cref="FindError(DriverCall)"/>
    public static string? FindError(GuestProgram guest) => (Roomiest with { Guest = guest }).FindError();

    /// <inheritdoc cref="FindError(DriverCall)"/>
    public static string? FindError(SoftwareRow row) =>
        (Roomiest with { Hardware = row.Hardware, Protocol = row.Protocol }).FindError();

    private static string? FindError(Protocol protocol) => (Roomiest with { Protocol = protocol }).FindError();
}
