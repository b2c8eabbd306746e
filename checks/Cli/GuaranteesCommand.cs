using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Reporting;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel guarantees</c>: for each guarantee and hardware, the cheapest protocol that gives it.</summary>
internal sealed class GuaranteesCommand
{
    private const int DefaultCalls = 3, DefaultPrimitives = 7;
    private static readonly string[] DefaultGuests = ["quiesced", "reuse", "racing", "racing-load", "racing-await", "late-read", "stale-read"];

    private readonly ToolConsole _console;
    private readonly Option<string[]> _hardware = new("--hardware")
    {
        Description = "Hardware profiles. Default: all.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _guests = new("--guest")
    {
        Description = $"The guests to whom the guarantees are given. Default: {string.Join(", ", DefaultGuests)}.",
        HelpName = "GUEST",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _maxPrimitives = CommonOptions.Number("--max-primitives", 1, 9, $"Primitives of a protocol, over all its calls. Default: {DefaultPrimitives}.");
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
        GuestProgram[] guests = [.. (parse.GetValue(_guests) is { Length: > 0 } asked ? asked : DefaultGuests).Select(name => catalogue.FindGuest(name, "--guest"))];
        foreach (HardwareProfile profile in hardware)
        {
            SynthesisProblem problem = ProblemOf(parse, catalogue, profile) with { Requirements = [.. guests.Select(guest => new Requirement(guest, default))] };
            if (problem.FindError() is { } error) throw new InputException("scenario", error);
        }

        GuaranteeTable table = _console.Watch(report => GuaranteeTable.Of(
            catalogue, hardware, guests, profile => ProblemOf(parse, catalogue, profile), _limits.Read(parse, cancellation), report));
        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(GuaranteeJson.Write(table));
        else GuaranteeText.Write(table, _console.Out);
        return table.StopReason is null ? ExitCode.Success : ExitCode.Inconclusive;
    }

    private SynthesisProblem ProblemOf(ParseResult parse, Catalogue catalogue, HardwareProfile hardware)
    {
        Protocol protocol = _scenario.ProtocolOf(parse, catalogue, hardware, UnmapProtocol.Plain);
        return new()
        {
            Hardware = hardware,
            Protocol = protocol,
            Part = ProtocolPart.Unmap,
            Requirements = [],
            Space = new([.. Enum.GetValues<Primitive>()], DefaultCalls, parse.GetValue(_maxPrimitives) ?? DefaultPrimitives, new(ProtocolPart.Unmap, hardware, protocol)),
            Pages = _scenario.PagesOf(parse),
            Devices = _scenario.DevicesOf(parse),
            Rounds = _scenario.RoundsOf(parse),
            Observer = _scenario.ObserverOf(parse),
        };
    }
}
