using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Testing;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Testing;

/// <summary>How a team uses the assertions: each scenario of its catalogue, or of its campaign, is a test of its own.</summary>
public sealed class CatalogueTheoryTests
{
    private static readonly string CampaignPath = Path.Combine(GoldenFile.Root, CampaignFile.DefaultName);

    public static IEnumerable<object[]> Campaign => ScenarioTheories.Campaign(CampaignPath);

    [Theory]
    [MemberData(nameof(Campaign))]
    public void Scenario_gives_what_the_campaign_expects(string name) => RaceAssert.AsExpected(CampaignPath, name);

    [Theory]
    [MemberData(nameof(ScenarioTheories.SoftwareAndGuests), MemberType = typeof(ScenarioTheories))]
    public void Real_software_completes_and_never_writes_after_an_unmap(string software, string guest) => RaceAssert.Holds(
        ScenarioTheories.Software(software, guest), PropertySet.Of(Property.AlwaysCompletes, Property.NoWriteAfterUnmap, Property.NoProtectionFault));

    [Theory]
    [MemberData(nameof(ScenarioTheories.UnmapsAndGuests), MemberType = typeof(ScenarioTheories))]
    public void No_unmap_makes_a_fault_for_a_guest_that_behaves(string unmap, string guest) =>
        RaceAssert.Holds(ScenarioTheories.Unmap(unmap, guest), PropertySet.Of(Property.NoLegitimateFault));

    [Fact]
    public void The_two_calls_lose_a_write_that_races_them() =>
        RaceAssert.Violates(ScenarioTheories.Unmap("two-call", "racing"), Property.NoLostWrite);
}
