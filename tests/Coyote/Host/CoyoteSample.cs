using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;

namespace RaceModel.Tests.Coyote;

/// <summary>
/// The scenarios that Coyote is compared on: each unmap protocol on vtd and each row of real software, with four guests. One page
/// and no pre-copy round, so that most violations are shallow; the guest that maps another page needs two.
/// </summary>
internal static class CoyoteSample
{
    /// <summary>Coyote's schedules are fixed by its seed; 176 runs were the most that a scenario needed.</summary>
    public const int RunsToFind = 1_000;

    public const int RunsWithoutAlarm = 20;

    private static readonly string[] Guests = ["racing", "racing-load", "quiesced", "reuse"];

    private static readonly Checker Checker = new(new SearchLimits());

    /// <summary>Where several are violated, the first of these is looked for.</summary>
    private static readonly Property[] MostTellingFirst =
    [
        Property.NoWriteAfterUnmap, Property.NoLostWrite, Property.AlwaysCompletes, Property.NoProtectionFault, Property.NoUnrecoverableFault,
    ];

    public static IEnumerable<string> Names =>
        from system in ShippedEntries.UnmapNames.Concat(Catalogue.Shipped.Software.Names) from guest in Guests select $"{system} {guest}";

    public static Scenario Scenario(string name)
    {
        string[] words = name.Split(' ');
        (HardwareProfile hardware, Protocol protocol) = SystemOf(words[0]);
        return new()
        {
            Hardware = hardware,
            Protocol = protocol,
            Guest = ShippedEntries.Guest(words[1]),
            Pages = words[1] == "reuse" ? 2 : 1,
            Rounds = 0,
        };
    }

    /// <summary>What the search of all interleavings says.</summary>
    public static PropertySet ViolatedIn(Scenario scenario) => Checker.Check(scenario, PropertySet.All).Violated;

    /// <summary>The property that Coyote is to find; null if none is violated.</summary>
    public static Property? MostTelling(PropertySet violated) =>
        violated.IsEmpty ? null : MostTellingFirst.First(violated.Contains);

    public static CoyoteResult Run(Scenario scenario, PropertySet properties, int runs, CoyoteStrategy strategy = CoyoteStrategy.Random) =>
        CoyoteEngine.Run(scenario, properties, new() { Strategy = strategy, Iterations = runs, MaxSteps = 100 });

    private static (HardwareProfile Hardware, Protocol Protocol) SystemOf(string name)
    {
        if (Catalogue.Shipped.Software.Names.Contains(name))
        {
            SoftwareRow row = Catalogue.Shipped.Software[name];
            return (row.Hardware, row.Protocol);
        }

        HardwareProfile vtd = ShippedEntries.Hardware("vtd");
        return (vtd, new()
        {
            Enable = ShippedEntries.DefaultEnable(vtd),
            Query = ShippedEntries.Query("clear-flush"),
            Unmap = ShippedEntries.Unmap(name),
        });
    }
}
