namespace RaceModel.Checks.Exploration;

/// <summary>What a scenario means, without the names that it goes by: scenarios with the same key have the same runs.</summary>
internal static class ScenarioKey
{
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
}
