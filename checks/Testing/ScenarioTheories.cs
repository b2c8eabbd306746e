using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Testing;

/// <summary>
/// Data for theories, so that each scenario is a test of its own: rows of names, which test frameworks can list, filter and run one
/// by one, and the scenario that the names mean.
/// </summary>
public static class ScenarioTheories
{
    /// <summary>A row for each software row and guest of the catalogue: the two names.</summary>
    public static IEnumerable<object[]> SoftwareAndGuests() => Pairs(Catalogue.Shipped.Software.Names);

    /// <summary>A row for each unmap protocol and guest of the catalogue: the two names.</summary>
    public static IEnumerable<object[]> UnmapsAndGuests() => Pairs(Catalogue.Shipped.Unmap.Names);

    /// <summary>A row for each scenario of a campaign's file: its name.</summary>
    /// <param name="campaignFile">The file, such as <c>Coyote.config.json</c>.</param>
    /// <exception cref="InputException">The file is wrong.</exception>
    public static IEnumerable<object[]> Campaign(string campaignFile) => CampaignFile.Read(campaignFile).Scenarios.Select(scenario => (object[])[scenario.Name]);

    /// <summary>Real software with a guest, at the reference bounds.</summary>
    /// <param name="software">The name of a software row.</param>
    /// <param name="guest">The name of a guest.</param>
    /// <exception cref="InputException">A name is not known.</exception>
    public static Scenario Software(string software, string guest)
    {
        SoftwareRow row = Catalogue.Shipped.Software.Find(software, nameof(software));
        return new() { Hardware = row.Hardware, Protocol = row.Protocol, Guest = Catalogue.Shipped.Guests.Find(guest, nameof(guest)) };
    }

    /// <summary>An unmap protocol with a guest, otherwise as the command line has it by default.</summary>
    /// <param name="unmap">The name of an unmap protocol.</param>
    /// <param name="guest">The name of a guest.</param>
    /// <param name="hardware">The name of a hardware profile.</param>
    /// <exception cref="InputException">A name is not known.</exception>
    public static Scenario Unmap(string unmap, string guest, string hardware = "vtd")
    {
        Catalogue catalogue = Catalogue.Shipped;
        HardwareProfile profile = catalogue.Hardware.Find(hardware, nameof(hardware));
        return new()
        {
            Hardware = profile,
            Protocol = new()
            {
                Enable = catalogue.Enable[profile.Tracking == DirtyTracking.Always ? "always-on" : "linux"],
                Query = catalogue.Query["clear-flush"],
                Unmap = catalogue.Unmap.Find(unmap, nameof(unmap)),
            },
            Guest = catalogue.Guests.Find(guest, nameof(guest)),
        };
    }

    private static IEnumerable<object[]> Pairs(IEnumerable<string> names) =>
        names.SelectMany(name => Catalogue.Shipped.Guests.Names.Select(guest => (object[])[name, guest]));
}
