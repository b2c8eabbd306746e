using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>Campaigns written as text.</summary>
internal static class CampaignText
{
    /// <summary>Four scenarios that are done in no time: two of each verdict.</summary>
    public const string Small = """
        {
          "seed": 3,
          "iterations": 2100,
          "scenarios": {
            "lossy": { "unmap": "two-call", "guest": "racing-load",
                       "expected": { "violated": ["no-lost-write", "no-time-travel", "no-unrecoverable-fault", "refines-no-migration"] } },
            "sound": { "unmap": "two-call", "guest": "quiesced", "rounds": 0, "expected": "holds" },
            "stuck": { "iterations": 1300, "maxUnfairSteps": 80, "maxFairSteps": 160, "unmap": "atomic-stale-compare", "guest": "racing", "expected": { "violated": ["no-unrecoverable-fault", "always-completes"] } },
            "alone": { "unmap": "atomic-exchange", "guest": "dma 0; await 1; unmap 0", "pages": 1, "expected": "holds" }
          }
        }
        """;

    public static Campaign Parse(string text) => CampaignFile.Parse("my.config.json", text);

    /// <summary>A campaign of one scenario, whose keys these are.</summary>
    public static string Scenario(string keys) => $$"""{ "scenarios": { "s": { {{keys}} } } }""";

    public static CampaignScenario ParseScenario(string keys) => Assert.Single(Parse(Scenario(keys)).Scenarios);

    public static string ErrorOf(string text) => Assert.Throws<InputException>(() => Parse(text)).Message;
}
