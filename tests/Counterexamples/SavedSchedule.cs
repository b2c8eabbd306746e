using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Tests;

/// <summary>Schedules that a search over shipped parts finds.</summary>
internal static class SavedSchedule
{
    public static Schedule Of(string unmap, string guest, Property property, string hardware = "vtd") =>
        new Checker(new SearchLimits()).Check(ScenarioOf(unmap, guest, hardware), PropertySet.Of(property))[property].Counterexample!;

    public static Scenario ScenarioOf(string unmap, string guest, string hardware = "vtd") => new()
    {
        Hardware = Catalogue.Shipped.Hardware[hardware],
        Protocol = new()
        {
            Enable = Catalogue.Shipped.Enable["linux"],
            Query = Catalogue.Shipped.Query["clear-flush"],
            Unmap = Catalogue.Shipped.Unmap[unmap],
        },
        Guest = Catalogue.Shipped.Guests[guest],
    };
}
