using System.Globalization;
using System.Xml.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Campaigns;
using Xunit;
using CampaignText = RaceModel.Tests.Campaigns.CampaignText;

namespace RaceModel.Tests.Reporting;

/// <summary>JUnit XML as the schema of the Jenkins xUnit plugin wants it (junit-10.xsd).</summary>
public sealed class JUnitTests : IDisposable
{
    private static readonly string Wrong = CampaignText.Scenario(
        "\"unmap\": \"two-call\", \"guest\": \"late\", \"strategies\": [\"exhaustive\"], \"expected\": { \"violated\": [\"always-completes\"] }");

    private readonly CampaignHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void A_suite_is_a_scenario_and_a_case_a_property_and_strategy()
    {
        XElement root = Write(_harness.Run(CampaignText.Small));

        XElement[] suites = [.. root.Elements("testsuite")];
        Assert.Equal(["lossy", "sound", "stuck", "alone"], suites.Select(suite => (string)suite.Attribute("name")!));
        Assert.All(suites, suite => Assert.Equal(18, suite.Elements("testcase").Count()));
        Assert.Equal(["lossy.exhaustive", "lossy.portfolio"], suites[0].Elements("testcase").Select(test => (string)test.Attribute("classname")!).Distinct());
        Assert.Equal(Words.All<Property>(), suites[0].Elements("testcase").Take(9).Select(test => (string)test.Attribute("name")!));
    }

    [Fact]
    public void Elements_and_attributes_are_those_of_the_schema()
    {
        foreach (CampaignResult result in (CampaignResult[])[_harness.Run(CampaignText.Small), _harness.Run(Wrong), Interrupted()])
        {
            XElement root = Write(result);
            AssertElement(root, "testsuites", ["name", "tests", "failures", "errors", "time"], ["testsuite"]);
            foreach (XElement suite in root.Elements())
            {
                AssertElement(suite, "testsuite", ["name", "tests", "failures", "errors", "skipped", "time"], ["properties", "testcase"]);
                Assert.All(suite.Element("properties")!.Elements(), property => AssertElement(property, "property", ["name", "value"], []));
                foreach (XElement test in suite.Elements("testcase"))
                {
                    AssertElement(test, "testcase", ["name", "classname", "time"], ["skipped", "failure", "system-out"]);
                    Assert.InRange(test.Elements().Count(), 1, 1);
                    Assert.All(test.Elements("failure"), failure => AssertElement(failure, "failure", ["message", "type"], []));
                    Assert.All(test.Elements("skipped"), skipped => AssertElement(skipped, "skipped", ["message"], []));
                }
            }
        }
    }

    [Fact]
    public void Counts_are_those_of_the_cases()
    {
        foreach (CampaignResult result in (CampaignResult[])[_harness.Run(CampaignText.Small), _harness.Run(Wrong), Interrupted()])
        {
            XElement root = Write(result);
            foreach (XElement counted in root.Elements("testsuite").Append(root))
            {
                Assert.Equal(counted.Descendants("testcase").Count(), (int)counted.Attribute("tests")!);
                Assert.Equal(counted.Descendants("failure").Count(), (int)counted.Attribute("failures")!);
                if (counted.Attribute("skipped") is { } skipped) Assert.Equal(counted.Descendants("skipped").Count(), (int)skipped);
                Assert.True(decimal.Parse((string)counted.Attribute("time")!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) >= 0);
            }
        }
    }

    [Fact]
    public void A_failure_has_the_schedule_and_how_to_replay_it()
    {
        XElement[] failures = [.. Write(_harness.Run(Wrong)).Descendants("failure")];

        Assert.Equal(["unexpected", "missing"], failures.Select(failure => (string)failure.Attribute("type")!));
        Assert.Contains("no-unrecoverable-fault is violated, which was not expected", (string)failures[0].Attribute("message")!, StringComparison.Ordinal);
        Assert.Contains("FAULT reported", failures[0].Value, StringComparison.Ordinal);
        Assert.Contains("racemodel replay ", failures[0].Value, StringComparison.Ordinal);
        Assert.Contains("always-completes was expected to be violated, and holds", (string)failures[1].Attribute("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_run_is_skipped()
    {
        XElement root = Write(Interrupted());

        Assert.Equal(72, root.Descendants("skipped").Count());
        Assert.Empty(root.Descendants("failure"));
    }

    private CampaignResult Interrupted() => _harness.Run(CampaignText.Small, new() { Cancellation = new(canceled: true) });

    private static XElement Write(CampaignResult result) => XDocument.Parse(CampaignJUnit.Write(result).ToString()).Root!;

    private static void AssertElement(XElement element, string name, string[] attributes, string[] children)
    {
        Assert.Equal(name, element.Name.LocalName);
        Assert.Equal(attributes, element.Attributes().Select(attribute => attribute.Name.LocalName));

        // The schema fixes the order of an element's children.
        int[] order = [.. element.Elements().Select(child => Array.IndexOf(children, child.Name.LocalName))];
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }
}
