using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;

namespace RaceModel.Tests.Explanations;

/// <summary>Every violation of the catalogue on VT-d, and a sample of those on other hardware, explained once.</summary>
internal static class ExplainedCatalogue
{
    private const string Whole = "vtd";

    private static readonly Lazy<IReadOnlyList<Explanation>> Explained = new(() => [.. Scenarios().SelectMany(Explain)]);

    public static IReadOnlyList<Explanation> All => Explained.Value;

    public static Scenario ScenarioOf(string hardware, string unmap, string guest)
    {
        HardwareProfile profile = ShippedEntries.Hardware(hardware);
        return new()
        {
            Hardware = profile,
            Protocol = new()
            {
                Enable = ShippedEntries.DefaultEnable(profile),
                Query = ShippedEntries.Query("clear-flush"),
                Unmap = ShippedEntries.Unmap(unmap),
            },
            Guest = ShippedEntries.Guest(guest),
        };
    }

    public static Explanation Explain(string hardware, string unmap, string guest, Property property) =>
        Explain(ScenarioOf(hardware, unmap, guest)).Single(explanation => explanation.Property == property);

    private static IEnumerable<Explanation> Explain(Scenario scenario)
    {
        var explainer = new Explainer(scenario, new SearchLimits());
        return new Checker(new SearchLimits()).Check(scenario, PropertySet.All).Verdicts.Select(explainer.Explain).OfType<Explanation>();
    }

    private static IEnumerable<Scenario> Scenarios()
    {
        IReadOnlyList<string> hardware = ShippedEntries.HardwareNames, unmaps = ShippedEntries.UnmapNames, guests = ShippedEntries.GuestNames;
        for (int profile = 0; profile < hardware.Count; profile++)
        {
            for (int unmap = 0; unmap < unmaps.Count; unmap++)
            {
                for (int guest = 0; guest < guests.Count; guest++)
                {
                    bool isSampled = unmap % 7 == profile % 7 && guest % 5 == profile % 5;
                    if (hardware[profile] == Whole || isSampled) yield return ScenarioOf(hardware[profile], unmaps[unmap], guests[guest]);
                }
            }
        }
    }
}
