using System.CommandLine;
using System.Xml.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary>How a campaign's result is written.</summary>
internal enum CampaignFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>As the result file.</summary>
    Json,

    /// <summary>JUnit XML, for CI servers.</summary>
    Junit,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,
}

/// <summary>The options that say how a campaign's result is reported, and the report itself.</summary>
internal sealed class CampaignReport(ToolConsole console)
{
    private const string JobSummary = "GITHUB_STEP_SUMMARY";

    private readonly Option<CampaignFormat?> _format = CommonOptions.Word<CampaignFormat>("--format", "How the report is written. Default: text.");
    private readonly Option<string?> _summary = new("--summary")
    {
        Description = $"Appends a summary in Markdown to this file. Default: the file that {JobSummary} names, if it is set.",
        HelpName = "FILE",
    };

    public IEnumerable<Option> All => [_format, _summary];

    /// <summary>Reports a result; the exit status says what it is.</summary>
    public ExitCode Write(ParseResult parse, CampaignResult result)
    {
        ExitCode exitCode = result.Verdict switch
        {
            TestVerdict.AsExpected => ExitCode.Success,
            TestVerdict.NotAsExpected => ExitCode.Violated,
            _ => ExitCode.Inconclusive,
        };
        switch (parse.GetValue(_format) ?? CampaignFormat.Text)
        {
            case CampaignFormat.Json:
                console.WriteJson(ResultJson.Write(result, path => path));
                break;
            case CampaignFormat.Junit:
                XDocument document = CampaignJUnit.Write(result);
                console.WriteText($"{document.Declaration}\n{document.ToString().ReplaceLineEndings("\n")}\n");
                break;
            case CampaignFormat.Sarif:
                console.WriteJson(CampaignSarif.Write(result, (int)exitCode));
                break;
            default:
                CampaignText.Write(result, console.Out);
                break;
        }

        AppendSummary(parse, CampaignMarkdown.Write(result));
        return exitCode;
    }

    /// <summary>Makes sure that the report can be written, before a long campaign is run for it.</summary>
    /// <exception cref="InputException">The file of the summary cannot be written.</exception>
    public void Prepare(ParseResult parse) => AppendSummary(parse, "");

    private void AppendSummary(ParseResult parse, string text)
    {
        string? summary = parse.GetValue(_summary) ?? Environment.GetEnvironmentVariable(JobSummary);
        if (!string.IsNullOrEmpty(summary)) OutputFile.Append(summary, text);
    }
}
