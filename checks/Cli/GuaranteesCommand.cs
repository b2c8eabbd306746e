using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel guarantees</c>: for each guarantee and hardware, the cheapest protocol that gives it.</summary>
internal sealed class GuaranteesCommand
{
    private readonly ToolConsole _console;
    private readonly Option<string[]> _hardware = new("--hardware")
    {
        Description = "Hardware profiles. Default: all.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _guests = new("--guest")
    {
        Description = $"The guests to whom the guarantees are given. Default: {string.Join(", ", GuaranteeProblems.DefaultGuests)}.",
        HelpName = "GUEST",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _maxPrimitives = CommonOptions.Number("--max-primitives", 1, 9, $"Primitives of a protocol, over all its calls. Default: {GuaranteeProblems.DefaultPrimitives}.");
    private readonly ScenarioOptions _scenario = new();
    private readonly Option<string[]> _catalogueFiles = CommonOptions.CatalogueFiles();
    private readonly Option<ReportFormat?> _format = CommonOptions.Format();
    private readonly LimitOptions _limits = new();

    private GuaranteesCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var guarantees = new GuaranteesCommand(console);
        var command = new Command("guarantees", """
            For each guarantee and hardware, the cheapest unmap that gives it, and which guarantees real software gives.

            Whatever else is promised, an unmap unmaps (no write lands after it, and no read gets through) and a migration ends.
            Exit status: 0 the table is complete, 2 wrong input, 3 a search stopped.

            Examples:
              racemodel guarantees --hardware vtd blind-or
              racemodel guarantees --format json
            """);
        foreach (Option option in (Option[])
            [guarantees._hardware, guarantees._guests, guarantees._maxPrimitives, .. guarantees._scenario.All, guarantees._catalogueFiles,
             guarantees._format, .. guarantees._limits.All])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => console.Run(() => guarantees.Run(parse, cancellation)));
        return command;
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        Catalogue catalogue = parse.Load(_catalogueFiles);
        string[] names = parse.GetValue(_hardware) is { Length: > 0 } given ? given : [.. catalogue.Hardware.Names];
        HardwareProfile[] hardware = [.. names.Select(name => _scenario.HardwareOf(parse, catalogue, name))];
        IReadOnlyList<GuestProgram> guests = parse.GetValue(_guests) is { Length: > 0 } asked
            ? [.. asked.Select(name => catalogue.FindGuest(name, "--guest"))]
            : GuaranteeProblems.GuestsIn(catalogue);
        var problems = new GuaranteeProblems(parse, _scenario, catalogue) { MaxPrimitives = parse.GetValue(_maxPrimitives) ?? GuaranteeProblems.DefaultPrimitives };
        GuaranteeTable table = problems.Solve(hardware, guests, _limits.Read(parse, cancellation), _console);
        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(GuaranteeJson.Write(table));
        else GuaranteeText.Write(table, _console.Out);
        return table.StopReason is null ? ExitCode.Success : ExitCode.Inconclusive;
    }
}
