using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel check</c>: judges one scenario.</summary>
internal sealed class CheckCommand
{
    private static readonly IReadOnlyDictionary<Property, string> NothingSaved = new Dictionary<Property, string>();

    private readonly ToolConsole _console;
    private readonly Option<string?> _hardware = new("--hardware") { Description = "A hardware profile. Default: vtd.", HelpName = "NAME" };
    private readonly Option<string?> _software = new("--software")
    {
        Description = "A row of real software: hardware and protocol at once.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _unmap = new("--unmap") { Description = "The unmap protocol: a name or '[...][...]'.", HelpName = "UNMAP" };
    private readonly Option<string> _guest = new("--guest")
    {
        Description = "The guest: a name or 'dma 0; unmap 0; ...'.",
        HelpName = "GUEST",
        Required = true,
    };

    private readonly ScenarioOptions _scenario = new();
    private readonly Option<Property[]> _properties = CommonOptions.Properties();
    private readonly Option<string[]> _catalogueFiles = CommonOptions.CatalogueFiles();
    private readonly Option<ReportFormat?> _format = CommonOptions.Format();
    private readonly Option<string?> _output = CommonOptions.Output();
    private readonly LimitOptions _limits = new();
    private readonly CheckpointOptions _checkpoint = new();
    private readonly EngineOptions _engine = new();

    private CheckCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var check = new CheckCommand(console);
        var command = new Command("check", "Judges one scenario: searches all interleavings, and shows a shortest schedule to a violation.");
        foreach (Option option in (Option[])
            [check._hardware, check._software, check._unmap, check._guest, .. check._scenario.All, check._properties, check._catalogueFiles,
             check._format, check._output, .. check._limits.All, .. check._checkpoint.All, .. check._engine.All])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(check.Validate);
        command.SetAction((parse, cancellation) => console.Run(() => check.Run(parse, cancellation)));
        return command;
    }

    private void Validate(CommandResult result)
    {
        bool hasUnmap = result.GetResult(_unmap) is not null, hasSoftware = result.GetResult(_software) is not null;
        if (hasUnmap == hasSoftware) result.AddError("give either --unmap or --software: 'racemodel list' shows the names");
        if (hasSoftware && result.GetResult(_hardware) is not null) result.AddError("--software brings its own hardware: leave --hardware out");
        if (_checkpoint.FindError(result) is { } error) result.AddError(error);
        _engine.Validate(result, [.. _limits.OfStoredStates, .. _checkpoint.All]);
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        Scenario scenario = ReadScenario(parse, parse.Load(_catalogueFiles));
        if (scenario.FindError() is { } error) throw new InputException("scenario", error);

        SearchLimits limits = _limits.Read(parse, cancellation);
        return _engine.EngineOf(parse) == Engine.Coyote ? RunCoyote(parse, scenario, limits) : SearchAll(parse, scenario, limits);
    }

    private ExitCode SearchAll(ParseResult parse, Scenario scenario, SearchLimits limits)
    {
        ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(_output));
        using CheckpointFile? checkpoint = _checkpoint.Open(parse, scenario, limits.Clock);
        CheckResult result = _console.WatchSearch(progress =>
            new Checker(limits with { Progress = progress }).Check(scenario, parse.PropertiesOf(_properties), checkpoint));
        IReadOnlyDictionary<Property, string> saved = folder?.Save(result) ?? NothingSaved;
        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(CheckJson.Write(result, saved));
        else CheckText.Write(result, saved, _console.Out);
        return !result.Violated.IsEmpty ? ExitCode.Violated : result.IsInconclusive ? ExitCode.Inconclusive : ExitCode.Success;
    }

    private ExitCode RunCoyote(ParseResult parse, Scenario scenario, SearchLimits limits)
    {
        if (parse.GetValue(_format) == ReportFormat.Json) throw new InputException("--format json", "is for --engine exhaustive");

        ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(_output));
        CoyoteResult result = _console.Watch(_ => CoyoteEngine.Run(scenario, parse.PropertiesOf(_properties), _engine.SettingsOf(parse, limits)));
        CoyoteText.Write(result, folder?.Save(result) ?? NothingSaved, _console.Out);
        return result.Violated.IsEmpty ? ExitCode.Inconclusive : ExitCode.Violated;
    }

    private Scenario ReadScenario(ParseResult parse, Catalogue catalogue)
    {
        (HardwareProfile hardware, Protocol protocol) = ReadSystem(parse, catalogue);
        return new()
        {
            Hardware = hardware,
            Protocol = protocol,
            Guest = catalogue.FindGuest(parse.GetRequiredValue(_guest), "--guest"),
            Pages = _scenario.PagesOf(parse),
            Devices = _scenario.DevicesOf(parse),
            Rounds = _scenario.RoundsOf(parse),
            Observer = _scenario.ObserverOf(parse),
        };
    }

    private (HardwareProfile Hardware, Protocol Protocol) ReadSystem(ParseResult parse, Catalogue catalogue)
    {
        if (parse.GetValue(_software) is { } name)
        {
            SoftwareRow row = catalogue.Software.Find(name, "--software");
            return (_scenario.Adapt(parse, row.Hardware), _scenario.Adapt(parse, catalogue, row.Protocol));
        }

        HardwareProfile hardware = _scenario.HardwareOf(parse, catalogue, parse.GetValue(_hardware));
        UnmapProtocol unmap = catalogue.FindUnmap(parse.GetRequiredValue(_unmap)!, "--unmap");
        return (hardware, _scenario.ProtocolOf(parse, catalogue, hardware, unmap));
    }
}
