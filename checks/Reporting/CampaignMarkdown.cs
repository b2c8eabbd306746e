using System.Text;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Reporting;

/// <summary>A campaign's result as Markdown, for the page of a CI job.</summary>
internal static class CampaignMarkdown
{
    public static string Write(CampaignResult result)
    {
        var text = new StringBuilder();
        text.Append("## RaceModel: ").Append(Word(result.Verdict)).Append("\n\n").Append(CampaignText.Counts(result)).Append(".\n\n");
        text.Append(Cell(CampaignText.Head(result))).Append("\n\n");
        text.Append("| | scenario | strategy | expected | found |\n|---|---|---|---|---|\n");
        foreach (TestResult test in result.Tests.OrderByDescending(test => test.Verdict == TestVerdict.NotAsExpected))
        {
            CampaignTest tested = test.Test;
            text.Append("| ").Append(Word(test.Verdict)).Append(" | ").Append(Cell(tested.Scenario.Name)).Append(" | ").Append(Cell(tested.Plan.Label))
                .Append(" | ").Append(Cell(tested.Scenario.Expectation)).Append(" | ").Append(Cell(CampaignText.Describe(test))).Append(" |\n");
        }

        foreach (TestResult test in result.Tests) AppendFailures(text, test);
        text.Append("\n<details><summary>Never reached</summary>\n\n");
        foreach (string line in NeverReachedText.Lines(NeverReached.Of(result))) text.Append("- ").Append(Cell(line)).Append('\n');
        return text.Append("\n</details>\n").ToString();
    }

    private static void AppendFailures(StringBuilder text, TestResult test)
    {
        foreach (Finding finding in test.Findings.Where(finding => test.Unexpected.Contains(finding.Property)))
        {
            text.Append("\n### ").Append(Cell(test.Test.Label)).Append(": ").Append(Words.Of(finding.Property)).Append("\n\n");
            text.Append(finding.Property.Violation()).Append(" (").Append(finding.Size).Append("):\n\n```text\n");
            foreach (string line in ActorColumns.Write(Replay.Run(finding.Schedule).Trace)) text.Append(line).Append('\n');
            text.Append("```\n\n`racemodel replay ").Append(finding.File).Append("`\n");
        }
    }

    private static string Word(TestVerdict verdict) => verdict switch
    {
        TestVerdict.AsExpected => "as expected",
        TestVerdict.NotAsExpected => "**not as expected**",
        _ => "inconclusive",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
