using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Campaigns;

/// <summary>A scenario, what is expected of it, and how it is tested.</summary>
/// <param name="Name">Its name in the campaign.</param>
/// <param name="Scenario">What is run.</param>
/// <param name="Judged">The properties that count.</param>
/// <param name="Expected">Those that must be violated; all others must not be.</param>
/// <param name="Plans">The tests.</param>
/// <param name="Line">Where it stands in the campaign's file, from 1 up.</param>
internal sealed record CampaignScenario(
    string Name, Scenario Scenario, PropertySet Judged, PropertySet Expected, IReadOnlyList<TestPlan> Plans, int Line = 1)
{
    /// <summary>The expectation in words: <c>holds</c>, or <c>violated: no-lost-write</c>.</summary>
    public string Expectation => Expected.IsEmpty ? "holds" : $"violated: {string.Join(", ", Expected.Items().Select(Words.Of))}";
}

/// <summary>One test of a campaign.</summary>
/// <param name="Number">Its place in the campaign, from 0 up.</param>
/// <param name="Scenario">What it tests.</param>
/// <param name="Plan">How.</param>
internal sealed record CampaignTest(int Number, CampaignScenario Scenario, TestPlan Plan)
{
    /// <summary>How reports call it: scenario and strategy.</summary>
    public string Label => $"{Scenario.Name} / {Plan.Label}";
}

/// <summary>Scenarios with their expected verdicts, and how they are tested.</summary>
internal sealed record Campaign
{
    /// <summary>The file that it was read from, as the user gave it.</summary>
    public required string FileName { get; init; }

    public required IReadOnlyList<CampaignScenario> Scenarios { get; init; }

    /// <summary>Where all random choices come from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long the whole campaign may take; what is not done by then is inconclusive.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>All tests, scenario by scenario.</summary>
    public IReadOnlyList<CampaignTest> Tests =>
        [.. Scenarios.SelectMany(scenario => scenario.Plans.Select(plan => (scenario, plan))).Select((pair, number) => new CampaignTest(number, pair.scenario, pair.plan))];

    /// <summary>
    /// A hash of all that the results follow from: results of campaigns with the same fingerprint can be joined. How long tests may
    /// take, how many workers run them and how the file is laid out is not part of it.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            var plan = new JObject { ["seed"] = Seed, ["tests"] = new JArray(Tests.Select(Describe)) };
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(plan.ToString(Newtonsoft.Json.Formatting.None)));
            return Convert.ToHexStringLower(hash)[..16];
        }
    }

    private static JObject Describe(CampaignTest test) => new()
    {
        ["name"] = test.Scenario.Name,
        ["scenario"] = ScenarioJson.Write(test.Scenario.Scenario),
        ["judged"] = test.Scenario.Judged.Bits,
        ["expected"] = test.Scenario.Expected.Bits,
        ["plan"] = PlanJson.Write(test.Plan),
    };
}
