using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Reporting.Html;
using Spectre.Console;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel report</c>: a comparison as a page for the browser.</summary>
internal sealed class ReportCommand
{
    private const string FileName = "index.html";

    private readonly ToolConsole _console;
    private readonly ComparisonOptions _comparison = new(twoNames: "", takesFamilies: false);
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = $"The folder for the page, {FileName}; made if it is not there.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<bool> _repairs = new("--repairs")
    {
        Description = "Also searches, for each violation, for one changed primitive that makes the property hold; takes seconds a scenario.",
    };

    private readonly Option<bool> _guarantees = new("--guarantees")
    {
        Description = "Also says what each guarantee takes on this hardware, as 'guarantees' does; takes some seconds a profile. --all includes it.",
    };

    private ReportCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var report = new ReportCommand(console);
        var command = new Command(
            "report", "Writes a comparison as one self-contained page: verdicts, cost against guarantee, and each counterexample step by step.");
        report._comparison.AddTo(command);
        command.Options.Add(report._output);
        command.Options.Add(report._repairs);
        command.Options.Add(report._guarantees);
        command.SetAction((parse, cancellation) => console.Run(() => report.Run(parse, cancellation)));
        return command;
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        string folder = parse.GetRequiredValue(_output), file = Path.Combine(folder, FileName);
        SearchLimits limits = _comparison.LimitsOf(parse, cancellation);
        OutputFile.MakeFolder(folder);
        IReadOnlyList<ComparisonTable> tables = _comparison.Compare(parse, limits, _console);
        GuaranteeTable? guarantees = parse.GetValue(_guarantees) || _comparison.IsWholeCatalogue(parse)
            ? _comparison.FindGuarantees(parse, limits, _console)
            : null;
        string page = _console.Watch(report => ReportPage.Write(
            tables, _comparison.BoundsOf(parse), new ReportExplainer(limits, parse.GetValue(_repairs), report), guarantees));
        OutputFile.Write(file, page);
        _console.Out.WriteLine($"report: {file}");
        return tables.Any(table => table.IsInconclusive) || guarantees?.StopReason is not null ? ExitCode.Inconclusive : ExitCode.Success;
    }
}
