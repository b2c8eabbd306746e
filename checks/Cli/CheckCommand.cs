using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Reduction;
using RaceModel.Checks.Reporting;
using RaceModel.Checks.Stateless;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel check</c>: judges one scenario.</summary>
internal sealed class CheckCommand
{
    private static readonly IReadOnlyDictionary<Property, string> NothingSaved = new Dictionary<Property, string>();

    private readonly ToolConsole _console;
    private readonly SingleScenarioOptions _scenario = new(required: true);
    private readonly Option<Property[]> _properties = CommonOptions.Properties();
    private readonly Option<TraceFormat?> _format = CommonOptions.TraceFormat();
    private readonly Option<string?> _output = CommonOptions.Output();
    private readonly LimitOptions _limits = new();
    private readonly ReductionOptions _reduction = new();
    private readonly CheckpointOptions _checkpoint = new();
    private readonly EngineOptions _engine = new();

    private CheckCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var check = new CheckCommand(console);
        var command = new Command("check", "Judges one scenario: searches all interleavings, and shows a shortest schedule to a violation.");
        foreach (Option option in (Option[])
            [.. check._scenario.All, check._properties, check._format, check._output, check._reduction.Option, .. check._limits.All,
             .. check._checkpoint.All, .. check._engine.All])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(check.Validate);
        command.SetAction((parse, cancellation) => console.Run(() => check.Run(parse, cancellation)));
        return command;
    }

    private void Validate(CommandResult result)
    {
        _scenario.Validate(result);
        if (result.GetValue(_format) == TraceFormat.Dot && result.GetResult(_reduction.Option) is not null)
            result.AddError("--format dot draws all states: leave --reduce out");
        if (_checkpoint.FindError(result) is { } error) result.AddError(error);
        _engine.Validate(result, [_reduction.Option, .. _limits.OfStoredStates, .. _checkpoint.All]);
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        if (_scenario.ReadFamily(parse) is { } family) return Sweep(parse, family, _limits.Read(parse, cancellation));

        Scenario scenario = _scenario.Read(parse);
        SearchLimits limits = _limits.Read(parse, cancellation);
        return _engine.EngineOf(parse) switch
        {
            Engine.Coyote => RunCoyote(parse, scenario, limits),
            Engine.Stateless => SearchStateless(parse, scenario, limits),
            _ => SearchAll(parse, scenario, limits),
        };
    }

    private ExitCode SearchAll(ParseResult parse, Scenario scenario, SearchLimits limits)
    {
        ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(_output));
        Reductions reductions = _reduction.Read(parse);
        using CheckpointFile? checkpoint = _checkpoint.Open(parse, scenario, reductions, limits.Clock);
        TraceFormat format = parse.GetValue(_format) ?? TraceFormat.Text;
        CheckResult result = _console.WatchSearch(progress => new Checker(CheckReport.Limit(limits, format) with { Progress = progress }, reductions)
            .Check(scenario, parse.PropertiesOf(_properties), checkpoint));
        IReadOnlyDictionary<Property, string> saved = folder?.Save(result) ?? NothingSaved;
        CheckReport.Write(format, result, new Explainer(scenario, limits), saved, _console);
        if (checkpoint is not null && result.StopReason is not null) _console.WriteHint("The search is saved: the same command with --resume continues it.");
        return ExitCodeOf(result);
    }

    private ExitCode Sweep(ParseResult parse, GuestFamily family, SearchLimits limits)
    {
        TraceFormat format = parse.GetValue(_format) ?? TraceFormat.Text;
        if (format is not (TraceFormat.Text or TraceFormat.Json)) throw new InputException($"--format {Words.Of(format)}", "shows a single guest");
        if (_checkpoint.IsGiven(parse)) throw new InputException("--checkpoint", "is for a single guest");
        if (_engine.EngineOf(parse) is var engine and not Engine.Exhaustive)
            throw new InputException($"--engine {Words.Of(engine)}", "runs a single guest");

        ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(_output));
        Scenario scenario = _scenario.ReadWithoutGuest(parse);
        GuestSweepResult result = _console.Watch(report =>
            GuestSweep.Run(scenario, family, parse.PropertiesOf(_properties), limits, _reduction.Read(parse), report));
        foreach (Verdict shortest in result.Counterexamples) folder?.Save(shortest.Counterexample!);
        if (format == TraceFormat.Json) _console.WriteJson(GuestSweepJson.Write(result));
        else GuestSweepText.Write(result, _console.Out);
        return result.IsViolated ? ExitCode.Violated : result.StopReason is null ? ExitCode.Success : ExitCode.Inconclusive;
    }

    private ExitCode SearchStateless(ParseResult parse, Scenario scenario, SearchLimits limits)
    {
        RefuseOtherFormats(parse);
        ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(_output));
        CheckResult result = _console.Watch(_ =>
            StatelessChecker.Check(scenario, parse.PropertiesOf(_properties), _engine.StatelessMaxSteps(parse), limits));
        CheckText.Write(result, new Explainer(scenario, limits), folder?.Save(result) ?? NothingSaved, _console.Out);
        return ExitCodeOf(result);
    }

    private void RefuseOtherFormats(ParseResult parse)
    {
        if (parse.GetValue(_format) is { } format and not TraceFormat.Text)
            throw new InputException($"--format {Words.Of(format)}", "is for --engine exhaustive");
    }

    private static ExitCode ExitCodeOf(CheckResult result) =>
        !result.Violated.IsEmpty ? ExitCode.Violated : result.IsInconclusive ? ExitCode.Inconclusive : ExitCode.Success;

    private ExitCode RunCoyote(ParseResult parse, Scenario scenario, SearchLimits limits)
    {
        RefuseOtherFormats(parse);
        ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(_output));
        CoyoteResult result = _console.Watch(_ => CoyoteEngine.Run(scenario, parse.PropertiesOf(_properties), _engine.SettingsOf(parse, limits)));
        CoyoteText.Write(result, folder?.Save(result) ?? NothingSaved, _console.Out);
        return result.Violated.IsEmpty ? ExitCode.Inconclusive : ExitCode.Violated;
    }
}
