namespace RaceModel.Checks.Reporting;

/// <summary>Says what a state holds at each location, and what a step changed.</summary>
internal static class StateText
{
    /// <summary>What differs between two states, such as <c>PTE 0: PW- page 0 -> PWD page 0</c>.</summary>
    public static IEnumerable<string> Changes(TransitionSystem system, State before, State after)
    {
        for (int index = 0; index < Location.Count; index++)
        {
            var location = Location.FromIndex(index);
            string was = Describe(system, before, location), becomes = Describe(system, after, location);
            if (was != becomes) yield return $"{location}: {was} -> {becomes}";
        }
    }

    /// <summary>All that a state holds, a line a location, empty ones left out.</summary>
    public static IEnumerable<string> Lines(TransitionSystem system, State state) =>
        Values(system, state).Select(item => $"{item.Location}: {item.Value}");

    /// <summary>What stands at each location that the scenario has.</summary>
    public static IEnumerable<(Location Location, string Value)> Values(TransitionSystem system, State state)
    {
        for (int index = 0; index < Location.Count; index++)
        {
            var location = Location.FromIndex(index);
            string value = Describe(system, state, location);
            if (value != NotThere) yield return (location, value);
        }
    }

    private const string NotThere = "";

    /// <summary>What stands at a location; empty where the scenario has no such location.</summary>
    public static string Describe(TransitionSystem system, State state, Location location)
    {
        int pages = system.Scenario.Pages, devices = system.Scenario.Devices, index = location.Index;
        var machine = new Machine<NoProbe>(ref state, system.Compiled, default);
        return index switch
        {
            < 4 => index < pages ? Page(machine.Ram(index)) : NotThere,
            < 8 => index - 4 < pages ? Page(machine.Destination(index - 4)) : NotThere,
            < 12 => index - 8 < pages ? Describe(machine.Pte(index - 8)) : NotThere,
            < 24 => Exists((index - 12) / 4, (index - 12) % 4) ? Entry(machine.Iotlb((index - 12) / 4, (index - 12) % 4)) : NotThere,
            < 36 => Exists((index - 24) / 4, (index - 24) % 4) ? Entry(machine.DeviceTlb((index - 24) / 4, (index - 24) % 4)) : NotThere,
            < 44 => index - 36 < system.Scenario.Guest.Dmas.Length ? Request(machine.Dma(index - 36)) : NotThere,
            < 48 => index - 44 < pages ? GuestMapping(machine.GuestMapping(index - 44)) : NotThere,
            < 52 => index - 48 < pages ? YesNo(machine.GuestCleared(index - 48)) : NotThere,
            < 56 => index - 52 < pages ? YesNo(machine.Asked(index - 52)) : NotThere,
            < 60 => index - 56 < pages ? $"version {machine.Acknowledged(index - 56)}" : NotThere,
            < 64 => index - 60 < pages ? $"version {machine.Seen(index - 60)}" : NotThere,
            < 68 => index - 64 < pages ? Bit(machine.InBitmap(index - 64)) : NotThere,
            < 76 => (index - 68) % 4 < pages ? Bit(machine.Reported((VmmThread)((index - 68) / 4), (index - 68) % 4)) : NotThere,
            < 80 => index - 76 < pages ? $"page {machine.VmmMapping(index - 76)}" : NotThere,
            < 83 => index - 80 < devices ? $"{machine.Faults(index - 80)}" : NotThere,
            < 86 => index - 83 < devices ? YesNo(machine.Isolated(index - 83)) : NotThere,
            _ => DescribeSingle(machine, location),
        };

        bool Exists(int device, int iova) => device < devices && iova < pages;
    }

    private static string DescribeSingle(Machine<NoProbe> machine, Location location)
    {
        if (location == Location.GuestMode) return Words.Of(machine.Mode);
        if (location == Location.Tracking) return machine.Tracking ? "on" : "off";
        if (location == Location.Started) return YesNo(machine.MigrationStarted);
        if (location == Location.Stopped) return YesNo(machine.DevicesStopped);
        if (location == Location.Lock) return machine.Locked ? "taken" : "free";
        return NotThere;
    }

    private static string Page(PageContent content) => content.Version == 0 ? "initial" : $"version {content.Version} by DMA {content.Writer}";

    public static string Describe(IoPageTableEntry entry) =>
        $"{Flag(entry.Present, 'P')}{Flag(entry.Writable, 'W')}{Flag(entry.Dirty, 'D')} page {entry.Page}";

    private static string Entry(IotlbEntry entry) => !entry.Valid ? "invalid"
        : $"{Flag(entry.Writable, 'W')}{Flag(entry.Dirty, 'D')}{Flag(entry.Tracked, 'T')} page {entry.Page}";

    private static string Entry(DeviceTlbEntry entry) => entry.Valid ? $"page {entry.Page}" : "invalid";

    private static string Request(DmaRequest request) => request.Phase switch
    {
        DmaPhase.Walked => $"walked, page {request.Page}",
        DmaPhase.Granted => $"granted, page {request.Page}{(request.Draining ? ", draining" : "")}",
        _ => Words.Of(request.Phase),
    };

    private static string GuestMapping(int page) => page < 0 ? "none" : $"page {page}";

    private static string Flag(bool set, char letter) => set ? letter.ToString() : "-";

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Bit(bool value) => value ? "1" : "0";
}
