namespace RaceModel.Checks.Exploration;

/// <summary>What a scenario means, without the names that it goes by.</summary>
internal static class ScenarioKey
{
    private const string Separator = " | ";

    /// <summary>Scenarios with the same key have the same states, packed alike.</summary>
    public static string Of(Scenario scenario)
    {
        Protocol protocol = scenario.Protocol;
        DriverCall final = protocol.FinalQuery ?? protocol.Query;
        return string.Join(
            Separator, OfBaseline(scenario), $"rounds: {scenario.Rounds}", $"enable: {protocol.Enable.Text}", $"query: {protocol.Query.Text}",
            $"final query: {final.Text}", $"unmap: {protocol.Unmap.Text}", $"big lock: {protocol.BigLock}", $"copy order: {protocol.CopyOrder}",
            $"enumerate: {protocol.Enumerate}");
    }

    /// <summary>Only what the run without migration depends on.</summary>
    public static string OfBaseline(Scenario scenario)
    {
        HardwareProfile hardware = scenario.Hardware with { Name = "", Source = "" };
        return string.Join(
            Separator, HardwareOf(hardware), $"guest: {scenario.Guest.Text}",
            $"pages: {scenario.Pages}", $"devices: {scenario.Devices}", $"observer: {scenario.Observer}");
    }

    /// <summary>What of a scenario differs between two keys, such as <c>rounds: 1, not rounds: 2</c>.</summary>
    public static string DifferenceBetween(string key, string other) => string.Join("; ", key.Split(Separator).Zip(other.Split(Separator))
        .Where(parts => parts.First != parts.Second).Select(parts => $"{parts.First}, not {parts.Second}"));

    /// <summary>Scenarios with the same key have the same runs: parts of a protocol that the guest cannot bring into play are left out.</summary>
    public static string OfRuns(Scenario scenario)
    {
        Protocol protocol = scenario.Protocol;
        bool unmaps = scenario.Guest.Has(GuestOpKind.Unmap);
        return Of(scenario with
        {
            Protocol = protocol with
            {
                Unmap = unmaps ? protocol.Unmap : UnmapProtocol.Plain,
                BigLock = protocol.BigLock || !unmaps || protocol.Unmap.Calls.Length == 1,
                Enumerate = scenario.Guest.Has(GuestOpKind.Clear) ? protocol.Enumerate : Enumeration.Host,
            },
        });
    }

    /// <summary>Each knob of the hardware, as the record itself writes it, so that none is forgotten.</summary>
    private static string HardwareOf(HardwareProfile hardware) => string.Join(
        Separator,
        $"{hardware}".Split('{', '}')[1].Split(',', StringSplitOptions.TrimEntries)
            .Select(knob => $"hardware {knob.Replace(" = ", ": ", StringComparison.Ordinal)}"));
}
