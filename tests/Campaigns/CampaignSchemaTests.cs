using Newtonsoft.Json.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Golden;
using RaceModel.Tests.Reporting;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>Editors check a campaign against the schema; the tool reads it. Both must think the same of it, and the documentation too.</summary>
public sealed class CampaignSchemaTests
{
    private static readonly JObject Schema = JObject.Parse(ShippedSchemas.Read("campaign"));

    [Fact]
    public void The_shipped_campaign_has_the_form() => AssertForm("campaign", File.ReadAllText(Path.Combine(GoldenFile.Root, CampaignFile.DefaultName)));

    [Fact]
    public void The_campaigns_of_these_tests_have_the_form() => AssertForm("campaign", CampaignText.Small);

    [Fact]
    public void Results_have_their_form()
    {
        using var harness = new CampaignHarness();
        AssertForm("campaign-result", File.ReadAllText(harness.Write("r.json", harness.Run(CampaignText.Small))));
        AssertForm("campaign-result", File.ReadAllText(harness.Write("i.json", harness.Run(CampaignText.Small, new() { Cancellation = new(canceled: true) }))));
    }

    [Fact]
    public void The_keys_are_those_that_the_reader_knows()
    {
        Assert.Equal(KnownKeys("{ \"?\": 1 }"), Keys(Schema));
        Assert.Equal(KnownKeys(CampaignText.Scenario("\"?\": 1")), Keys(Schema["$defs"]!["scenario"]!));
        Assert.Equal(
            KnownKeys("{ \"strategies\": [{ \"?\": 1 }] }"),
            Keys(Schema["$defs"]!["strategies"]!["items"]!["anyOf"]!.Single(form => form["properties"] is not null)));
    }

    [Fact]
    public void The_words_are_those_that_the_reader_knows()
    {
        Assert.Equal(PlanReader.AllWords, Schema["$defs"]!["strategy"]!["enum"]!.Select(word => (string)word!));
        Assert.Equal(Words.All<Property>(), Schema["$defs"]!["property"]!["enum"]!.Select(word => (string)word!));
    }

    [Fact]
    public void Every_key_is_in_the_documentation()
    {
        string page = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "campaigns.md"));
        IEnumerable<string> keys = Keys(Schema).Concat(Keys(Schema["$defs"]!["scenario"]!)).Append("strategyValue").Append("violated");
        Assert.All(keys, key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
        Assert.All(PlanReader.AllWords, word => Assert.Contains($"`{word}`", page, StringComparison.Ordinal));
    }

    private static string[] Keys(JToken form) => [.. ((JObject)form["properties"]!).Properties().Select(property => property.Name).Order(StringComparer.Ordinal)];

    /// <summary>The keys that the error about an unknown one lists.</summary>
    private static string[] KnownKeys(string text) =>
        [.. CampaignText.ErrorOf(text).Split("known: ")[1].Split(", ").Order(StringComparer.Ordinal)];

    private static void AssertForm(string schema, string document) =>
        Assert.Empty(new SchemaValidator(JObject.Parse(ShippedSchemas.Read(schema))).Validate(JToken.Parse(document)));
}
