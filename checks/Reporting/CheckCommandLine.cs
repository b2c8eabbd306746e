using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Reporting;

/// <summary>
/// The command that checks a scenario: shipped entries by their names, all else written out. Where nobody can write it, as for a mutant
/// with a shortened range, the one that repeats a saved schedule.
/// </summary>
internal static class CheckCommandLine
{
    /// <summary>The command over several lines, each but the last ending in a backslash, and a note where that is not enough.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="property">The property to judge; null for all.</param>
    /// <param name="width">How long a line may be, unless a single argument is longer.</param>
    public static IEnumerable<string> Lines(Scenario scenario, Property? property, int width)
    {
        if (scenario.Protocol.ShortensRange)
        {
            yield return "racemodel replay FILE";
            yield return "(FILE: the saved schedule; no option leaves out a last page)";
            yield break;
        }

        string line = "racemodel check";
        foreach (string argument in Arguments(scenario, property))
        {
            if (line.Length + 1 + argument.Length + 2 > width)
            {
                yield return line + " \\";
                line = "   ";
            }

            line += " " + argument;
        }

        yield return line;
        if (FindHardware(scenario.Hardware) is null)
            yield return $"(with --catalogue FILE that has the hardware '{scenario.Hardware.Name}')";
    }

    /// <summary>The options, each with its value, quoted for a shell.</summary>
    public static IEnumerable<string> Arguments(Scenario scenario, Property? property)
    {
        Catalogue shipped = Catalogue.Shipped;
        Protocol protocol = scenario.Protocol;
        yield return $"--hardware {FindHardware(scenario.Hardware) ?? Quote(scenario.Hardware.Name)}";
        yield return $"--enable {Quote(NameOf(protocol.Enable, shipped.Enable))}";
        yield return $"--query {Quote(NameOf(protocol.Query, shipped.Query))}";
        if (protocol.FinalQuery is { } final) yield return $"--final-query {Quote(NameOf(final, shipped.Query))}";
        yield return $"--unmap {Quote(IsShipped(protocol.Unmap.Name, protocol.Unmap.Text, shipped.Unmap, entry => entry.Text) ? protocol.Unmap.Name : protocol.Unmap.Text)}";
        yield return $"--guest {Quote(IsShipped(scenario.Guest.Name, scenario.Guest.Text, shipped.Guests, entry => entry.Text) ? scenario.Guest.Name : scenario.Guest.Text)}";
        if (IotlbDiffers(scenario.Hardware)) yield return $"--iotlb {Words.Of(scenario.Hardware.Iotlb)}";
        yield return $"--pages {scenario.Pages}";
        yield return $"--devices {scenario.Devices}";
        yield return $"--rounds {scenario.Rounds}";
        if (!protocol.BigLock) yield return "--big-lock off";
        if (protocol.CopyOrder != CopyOrder.ClearThenCopy) yield return $"--copy-order {Words.Of(protocol.CopyOrder)}";
        if (protocol.Enumerate != Enumeration.Host) yield return $"--enumerate {Words.Of(protocol.Enumerate)}";
        if (scenario.Observer != Observer.Guest) yield return $"--observer {Words.Of(scenario.Observer)}";
        if (property is { } judged) yield return $"--property {Words.Of(judged)}";
    }

    private static string NameOf(DriverCall call, CatalogueSection<DriverCall> section) =>
        IsShipped(call.Name, call.Text, section, entry => entry.Text) ? call.Name : call.Text;

    private static bool IsShipped<TEntry>(string name, string text, CatalogueSection<TEntry> section, Func<TEntry, string> textOf) where TEntry : class =>
        section.Names.Contains(name) && textOf(section[name]) == text;

    // The IOTLB at the start is the one part of a profile that has an option.
    private static string? FindHardware(HardwareProfile hardware) =>
        Catalogue.Shipped.Hardware.Names.Contains(hardware.Name)
        && Catalogue.Shipped.Hardware[hardware.Name] is var shipped
        && shipped == hardware with { Iotlb = shipped.Iotlb, Source = shipped.Source }
            ? hardware.Name
            : null;

    private static bool IotlbDiffers(HardwareProfile hardware) =>
        FindHardware(hardware) is { } name && Catalogue.Shipped.Hardware[name].Iotlb != hardware.Iotlb;

    private static string Quote(string value) => value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.') ? value : $"\"{value}\"";
}
