namespace RaceModel.Checks.Reporting;

/// <summary>A scenario as text, a label and a line for each part.</summary>
internal static class ScenarioSummary
{
    public static IEnumerable<(string Label, string Text)> Lines(Scenario scenario)
    {
        Protocol protocol = scenario.Protocol;
        yield return ("hardware", $"{scenario.Hardware.Name}, IOTLB {Words.Of(scenario.Hardware.Iotlb)}");
        yield return ("enable", Named(protocol.Enable.Name, protocol.Enable.Text));
        yield return ("query", Named(protocol.Query.Name, protocol.Query.Text));
        if (protocol.FinalQuery is { } final) yield return ("at last", Named(final.Name, final.Text));
        yield return ("unmap", Named(protocol.Unmap.Name, protocol.Unmap.Text));
        yield return ("guest", Named(scenario.Guest.Name, scenario.Guest.Text));
        yield return (
            "bounds",
            $"pages {scenario.Pages}, devices {scenario.Devices}, rounds {scenario.Rounds}, big lock {(protocol.BigLock ? "on" : "off")}, "
            + $"{Words.Of(protocol.CopyOrder)}, enumerate {Words.Of(protocol.Enumerate)}, observer {Words.Of(scenario.Observer)}");
    }

    private static string Named(string name, string text) => name == text ? text : $"{name}  {text}";
}
