using System.CommandLine;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel compare</c>: which protocol loses pages or raises faults, on which hardware, for which guest.</summary>
internal sealed class CompareCommand
{
    private const string ThreadProtocol = "two-call";

    private readonly ToolConsole _console;
    private readonly ComparisonOptions _comparison = new(twoNames: " Two are put side by side.", takesFamilies: true);
    private readonly Option<ReportFormat?> _format = CommonOptions.Format();
    private readonly Option<string?> _output = CommonOptions.Output();
    private readonly ReductionOptions _reduction = new();

    private CompareCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var compare = new CompareCommand(console);
        var command = new Command("compare", "Compares protocols: which properties each violates for which guest, with the length of a shortest counterexample.");
        compare._comparison.AddTo(command);
        command.Options.Add(compare._format);
        command.Options.Add(compare._output);
        command.Options.Add(compare._reduction.Option);
        command.SetAction((parse, cancellation) => console.Run(() => compare.Run(parse, cancellation)));
        return command;
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        SearchLimits limits = _comparison.LimitsOf(parse, cancellation);
        long start = limits.Clock.GetTimestamp();
        IReadOnlyList<ComparisonTable> tables = _comparison.Compare(parse, limits, _console, _reduction.Read(parse));
        TimeSpan elapsed = limits.Clock.GetElapsedTime(start);

        var folder = ScheduleFolder.Open(parse.GetValue(_output));
        foreach (ComparisonRow row in tables.SelectMany(table => table.Rows))
        {
            foreach (CheckResult result in row.Results) folder?.Save(result);
        }

        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(CompareJson.Write(tables, elapsed));
        else WriteText(tables, _comparison.NamesOf(parse), _comparison.IsWholeCatalogue(parse));
        return tables.Any(table => table.IsInconclusive) ? ExitCode.Inconclusive : ExitCode.Success;
    }

    private void WriteText(IReadOnlyList<ComparisonTable> tables, string[] names, bool all)
    {
        CompareText.Write(tables, _console.Out);
        if (all) return;
        if (names.Length == 2 && tables[0].Rows.Count == 2) CompareText.WriteDifference(tables[0], _console.Out);
        else CompareText.WriteThread(tables[0], names.Length == 0 ? ThreadProtocol : tables[0].Rows[0].Contender.Label, _console.Out);
    }
}
