namespace RaceModel.Checks.Exploration;

/// <summary>What a scenario means, without the names that it goes by.</summary>
internal static class ScenarioKey
{
    /// <summary>Scenarios with the same key have the same states, packed alike.</summary>
    public static string Of(Scenario scenario)
    {
        Protocol protocol = scenario.Protocol;
        DriverCall final = protocol.FinalQuery ?? protocol.Query;
        return $"{OfBaseline(scenario)} {scenario.Rounds} {protocol.Enable.Text} {protocol.Query.Text} {final.Text} {protocol.Unmap.Text} "
            + $"{protocol.BigLock} {protocol.CopyOrder} {protocol.Enumerate}";
    }

    /// <summary>Only what the run without migration depends on.</summary>
    public static string OfBaseline(Scenario scenario)
    {
        HardwareProfile hardware = scenario.Hardware with { Name = "", Source = "" };
        return $"{hardware} {scenario.Guest.Text} {scenario.Pages} {scenario.Devices} {scenario.Observer}";
    }

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
}
