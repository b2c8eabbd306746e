using System.Reflection;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Campaigns;

namespace RaceModel.Checks.Reporting;

/// <summary>
/// A campaign's result as SARIF 2.1.0: a result for each violation and for each expected one that is missing. Expected violations
/// are suppressed results, so that viewers do not raise an alarm.
/// </summary>
internal static class CampaignSarif
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static readonly Property[] Rules = Enum.GetValues<Property>();

    public static JObject Write(CampaignResult result, int exitCode) => new()
    {
        ["$schema"] = Schema,
        ["version"] = "2.1.0",
        ["runs"] = new JArray(new JObject
        {
            ["tool"] = new JObject { ["driver"] = Driver() },
            ["automationDetails"] = new JObject { ["id"] = $"racemodel/{result.Fingerprint}/" },
            ["invocations"] = new JArray(Invocation(result, exitCode)),
            ["artifacts"] = new JArray(new JObject { ["location"] = ArtifactOf(result) }),
            ["results"] = new JArray(result.Tests.SelectMany(test => Results(result, test))),
            ["columnKind"] = "utf16CodeUnits",
        }),
    };

    private static JObject Driver() => new()
    {
        ["name"] = "racemodel",
        ["version"] = typeof(CampaignSarif).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
        ["rules"] = new JArray(Rules.Select(property => new JObject
        {
            ["id"] = Words.Of(property),
            ["name"] = $"{property}",
            ["shortDescription"] = Message(property.Violation()),
            ["defaultConfiguration"] = new JObject { ["level"] = "error" },
        })),
    };

    private static JObject Invocation(CampaignResult result, int exitCode) => new()
    {
        ["executionSuccessful"] = result.Verdict != TestVerdict.Inconclusive,
        ["exitCode"] = exitCode,
        ["toolExecutionNotifications"] = new JArray(result.Tests.Where(test => !test.Unknown.IsEmpty).Select(test => new JObject
        {
            ["level"] = "warning",
            ["message"] = Message($"{test.Test.Label}: {CampaignText.WhyUnknown(test)}"),
        })),
    };

    private static IEnumerable<JObject> Results(CampaignResult campaign, TestResult test)
    {
        foreach (Property property in test.Test.Scenario.Judged.Items())
        {
            PropertyOutcome outcome = test.OutcomeOf(property);
            if (outcome is not (PropertyOutcome.Unexpected or PropertyOutcome.Missing or PropertyOutcome.Violated)) continue;

            var result = new JObject
            {
                ["ruleId"] = Words.Of(property),
                ["ruleIndex"] = Array.IndexOf(Rules, property),
                ["kind"] = "fail",
                ["level"] = outcome == PropertyOutcome.Violated ? "note" : "error",
                ["message"] = Message($"{test.Test.Label}: {CampaignText.Explain(test, property)}"),
                ["locations"] = new JArray(Location(campaign, test.Test)),
                ["partialFingerprints"] = new JObject { ["racemodelTest/v1"] = $"{test.Test.Label} / {Words.Of(property)}" },
            };
            if (outcome == PropertyOutcome.Violated) result["suppressions"] = new JArray(Suppression(campaign));
            if (test.Findings.FirstOrDefault(finding => finding.Property == property) is { } finding)
            {
                result["codeFlows"] = new JArray(SarifCodeFlow.Write(finding));
                result["properties"] = new JObject { ["replay"] = $"racemodel replay {finding.File}", ["minimized"] = finding.Size };
            }

            yield return result;
        }
    }

    private static JObject Suppression(CampaignResult campaign) =>
        new() { ["kind"] = "external", ["status"] = "accepted", ["justification"] = $"expected by {campaign.FileName}" };

    private static JObject Location(CampaignResult campaign, CampaignTest test)
    {
        JObject artifact = ArtifactOf(campaign);
        artifact["index"] = 0;
        return new()
        {
            ["physicalLocation"] = new JObject
            {
                ["artifactLocation"] = artifact,
                ["region"] = new JObject { ["startLine"] = test.Scenario.Line },
            },
            ["logicalLocations"] = new JArray(new JObject { ["name"] = test.Scenario.Name, ["fullyQualifiedName"] = test.Label, ["kind"] = "object" }),
        };
    }

    private static JObject ArtifactOf(CampaignResult result) => new()
    {
        ["uri"] = Path.IsPathRooted(result.FileName)
            ? new Uri(result.FileName).AbsoluteUri
            : string.Join('/', result.FileName.Split('/', '\\').Select(Uri.EscapeDataString)),
    };

    internal static JObject Message(string text) => new() { ["text"] = text };
}
