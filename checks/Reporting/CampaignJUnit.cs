using System.Globalization;
using System.Xml.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Reporting;

/// <summary>A campaign's result as JUnit XML: a suite a scenario, a case a property and strategy.</summary>
internal static class CampaignJUnit
{
    public static XDocument Write(CampaignResult result)
    {
        List<XElement> suites = [.. result.Tests.GroupBy(test => test.Test.Scenario.Name, StringComparer.Ordinal).Select(tests => WriteSuite(tests.Key, [.. tests], result))];
        return new(
            new XDeclaration("1.0", "UTF-8", standalone: null),
            new XElement(
                "testsuites", new XAttribute("name", result.FileName), Sum(suites, "tests"), Sum(suites, "failures"), Sum(suites, "errors"),
                Time(result.Elapsed), suites));
    }

    private static XElement WriteSuite(string name, IReadOnlyList<TestResult> tests, CampaignResult result)
    {
        List<XElement> cases = [.. tests.SelectMany(test => test.Test.Scenario.Judged.Items().Select((property, index) =>
            WriteCase(test, property, index == 0 ? test.Elapsed : TimeSpan.Zero)))];
        return new(
            "testsuite", new XAttribute("name", name), new XAttribute("tests", cases.Count),
            new XAttribute("failures", Count(cases, "failure")), new XAttribute("errors", 0), new XAttribute("skipped", Count(cases, "skipped")),
            Time(tests.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Elapsed)),
            new XElement(
                "properties", Value("expected", tests[0].Test.Scenario.Expectation), Value("seed", $"{result.Seed}"),
                Value("modelVersion", result.ModelVersion), Value("fingerprint", result.Fingerprint)),
            cases);
    }

    // A test judges all its properties at once, so its time stands at the first.
    private static XElement WriteCase(TestResult test, Property property, TimeSpan time)
    {
        var element = new XElement(
            "testcase", new XAttribute("name", Words.Of(property)), new XAttribute("classname", $"{test.Test.Scenario.Name}.{test.Test.Plan.Label}"), Time(time));
        Finding? finding = test.Findings.FirstOrDefault(finding => finding.Property == property);
        string message = CampaignText.Explain(test, property);
        switch (test.OutcomeOf(property))
        {
            case PropertyOutcome.Unexpected or PropertyOutcome.Missing:
                string type = Words.Of(test.OutcomeOf(property));
                element.Add(new XElement("failure", new XAttribute("message", message), new XAttribute("type", type), finding is null ? message : Report(finding)));
                break;
            case PropertyOutcome.Unknown:
                element.Add(new XElement("skipped", new XAttribute("message", message)));
                break;
            default:
                element.Add(new XElement("system-out", finding is null ? message : $"{message}\n{finding.Size}\nracemodel replay {finding.File}"));
                break;
        }

        return element;
    }

    private static string Report(Finding finding) =>
        $"{finding.Size}\n\n{string.Join('\n', ActorColumns.Write(Replay.Run(finding.Schedule).Trace))}\n\nracemodel replay {finding.File}\n";

    private static XElement Value(string name, string value) => new("property", new XAttribute("name", name), new XAttribute("value", value));

    private static XAttribute Time(TimeSpan time) => new("time", time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));

    private static int Count(List<XElement> cases, string kind) => cases.Count(item => item.Element(kind) is not null);

    private static XAttribute Sum(List<XElement> suites, string attribute) => new(attribute, suites.Sum(suite => (int)suite.Attribute(attribute)!));
}
