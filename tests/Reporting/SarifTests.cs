using Newtonsoft.Json.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Campaigns;
using Xunit;
using CampaignText = RaceModel.Tests.Campaigns.CampaignText;

namespace RaceModel.Tests.Reporting;

/// <summary>
/// SARIF 2.1.0 as its published schema and text want it (OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0
/// Plus Errata 01"); the numbers in brackets are sections of it.
/// </summary>
public sealed class SarifTests : IDisposable
{
    private readonly CampaignHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void A_log_has_one_run_with_a_tool_and_its_rules()
    {
        JObject log = Write(CampaignText.Small);

        Assert.Equal("2.1.0", (string)log["version"]!); // [3.13.2]
        Assert.Equal("https", new Uri((string)log["$schema"]!).Scheme); // [3.13.3]
        JToken run = Assert.Single((JArray)log["runs"]!); // [3.13.4]
        JToken driver = run["tool"]!["driver"]!; // [3.18.2]
        Assert.Equal("racemodel", (string)driver["name"]!);
        Assert.Matches("^[0-9]+([.][0-9]+)*", (string)driver["version"]!);
        string[] ids = [.. driver["rules"]!.Select(rule => (string)rule["id"]!)];
        Assert.Equal(Words.All<Property>(), ids); // [3.49.3], unique
        Assert.All(driver["rules"]!, rule => Assert.NotEmpty((string)rule["shortDescription"]!["text"]!)); // [3.49.9], [3.12.3]
        Assert.Contains((string)run["columnKind"]!, (string[])["utf16CodeUnits", "unicodeCodePoints"]); // [3.14.17]
    }

    [Fact]
    public void A_result_names_its_rule_kind_level_and_place()
    {
        foreach (JToken run in (JToken[])[Run(CampaignText.Small), Run(Wrong)])
        {
            JArray artifacts = (JArray)run["artifacts"]!;
            Assert.NotEmpty(run["results"]!);
            foreach (JToken result in run["results"]!)
            {
                JToken rule = run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!; // [3.27.6]
                Assert.Equal((string)rule["id"]!, (string)result["ruleId"]!); // [3.27.5]
                Assert.NotEmpty((string)result["message"]!["text"]!); // [3.27.11]
                Assert.Equal("fail", (string)result["kind"]!); // [3.27.9]
                Assert.Contains((string)result["level"]!, (string[])["note", "error"]); // [3.27.10]: not "none" where the kind is "fail"

                JToken place = Assert.Single((JArray)result["locations"]!)["physicalLocation"]!; // [3.27.12]
                Assert.InRange((int)place["artifactLocation"]!["index"]!, 0, artifacts.Count - 1); // [3.4.5]
                Assert.Equal(artifacts[0]["location"]!["uri"], place["artifactLocation"]!["uri"]);
                Assert.InRange((int)place["region"]!["startLine"]!, 1, 1000); // [3.30.5]
            }
        }
    }

    [Fact]
    public void A_schedule_is_a_flow_for_each_actor_and_the_order_is_that_of_the_steps()
    {
        JToken[] results = [.. Run(CampaignText.Small)["results"]!];
        Assert.Equal(12, results.Length);
        foreach (JToken result in results)
        {
            JToken flow = Assert.Single((JArray)result["codeFlows"]!); // [3.36]
            JArray threads = (JArray)flow["threadFlows"]!; // [3.36.3], at least one
            string[] actors = [.. threads.Select(thread => (string)thread["id"]!)]; // [3.37.2], unique within the code flow
            Assert.Equal(actors.Distinct(), actors);
            Assert.All(actors, actor => Assert.True(Words.TryParse(actor, out Actor _)));

            // [3.38.11]: where two steps have different values, the one with the lower was taken first.
            Assert.All(threads, thread => Assert.NotEmpty(thread["locations"]!)); // [3.37.6]
            Assert.All(threads, thread => AssertRising([.. thread["locations"]!.Select(step => (int)step["executionOrder"]!)]));
            int[] all = [.. threads.SelectMany(thread => thread["locations"]!).Select(step => (int)step["executionOrder"]!).Order()];
            Assert.Equal(Enumerable.Range(1, all.Length), all);
        }
    }

    [Fact]
    public void A_step_says_what_happens_and_what_it_changes()
    {
        JToken[] steps =
        [
            .. Run(CampaignText.Small)["results"]!.SelectMany(result => result["codeFlows"]![0]!["threadFlows"]!).SelectMany(thread => thread["locations"]!),
        ];

        Assert.All(steps, step =>
        {
            Assert.Contains((string)step["importance"]!, (string[])["important", "essential", "unimportant"]); // [3.38.13]
            Assert.StartsWith($"{step["executionOrder"]}. ", (string)step["location"]!["message"]!["text"]!, StringComparison.Ordinal);
            foreach (JProperty changed in ((JObject?)step["state"] ?? []).Properties()) Assert.Single(changed.Value, value => ((JProperty)value).Name == "text"); // [3.38.9]
        });
        Assert.Contains(steps, step => step["state"] is not null);
    }

    [Fact]
    public void Expected_violations_are_suppressed_and_others_are_errors()
    {
        JToken[] expected = [.. Run(CampaignText.Small)["results"]!], wrong = [.. Run(Wrong)["results"]!];

        Assert.All(expected, result =>
        {
            JToken suppression = Assert.Single((JArray)result["suppressions"]!); // [3.27.23]
            Assert.Equal(("external", "accepted"), ((string)suppression["kind"]!, (string)suppression["status"]!)); // [3.35.2], [3.35.3]
            Assert.Equal("note", (string)result["level"]!);
        });
        Assert.Equal(["always-completes", "no-unrecoverable-fault"], wrong.Select(result => (string)result["ruleId"]!).Order(StringComparer.Ordinal));
        Assert.All(wrong, result => Assert.Equal(("error", null), ((string)result["level"]!, result["suppressions"])));
        Assert.Null(wrong.Single(result => (string)result["ruleId"]! == "always-completes")["codeFlows"]);
    }

    [Fact]
    public void An_interrupted_campaign_is_no_successful_execution()
    {
        JToken run = CampaignSarif.Write(_harness.Run(CampaignText.Small, new() { Cancellation = new(canceled: true) }), exitCode: 3)["runs"]![0]!;

        JToken invocation = Assert.Single((JArray)run["invocations"]!); // [3.20.14]
        Assert.False((bool)invocation["executionSuccessful"]!);
        Assert.Equal(3, (int)invocation["exitCode"]!);
        Assert.Equal(8, invocation["toolExecutionNotifications"]!.Count()); // [3.20.21]
        Assert.All(invocation["toolExecutionNotifications"]!, note => Assert.Equal("warning", (string)note["level"]!)); // [3.58.6]
        Assert.Empty(run["results"]!);
    }

    [Theory]
    [InlineData("Coyote.config.json", "Coyote.config.json")]
    [InlineData("a b/c#d.json", "a%20b/c%23d.json")]
    [InlineData("/tmp/a b.json", "file:///tmp/a%20b.json")]
    public void The_campaigns_file_is_a_URI(string file, string uri)
    {
        CampaignResult result = _harness.Run(CampaignText.Parse(Wrong) with { FileName = file }, new() { Cancellation = new(canceled: true) });

        Assert.Equal(uri, (string)CampaignSarif.Write(result, 3)["runs"]![0]!["artifacts"]![0]!["location"]!["uri"]!); // [3.4.3], RFC 3986
    }

    private static string Wrong { get; } = CampaignText.Scenario(
        "\"unmap\": \"two-call\", \"guest\": \"late\", \"strategies\": [\"exhaustive\"], \"expected\": { \"violated\": [\"always-completes\"] }");

    private JObject Write(string text) => CampaignSarif.Write(_harness.Run(text), exitCode: 0);

    private JToken Run(string text) => Write(text)["runs"]![0]!;

    private static void AssertRising(int[] numbers) => Assert.Equal(numbers.Distinct().Order(), numbers);
}
