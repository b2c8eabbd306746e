using System.CommandLine;
using System.CommandLine.Parsing;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Explorer;
using Spectre.Console;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel explore</c>: a local page in which a person takes the steps.</summary>
internal sealed class ExploreCommand
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(20);

    private readonly ToolConsole _console;
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "A schedule that 'check', 'compare' or 'test' saved, to begin with.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _step = CommonOptions.Number("--step", 0, Position.MostSteps, "With FILE, the step to begin at. Default: the last one.");
    private readonly Option<int?> _port = CommonOptions.Number("--port", 1, ushort.MaxValue, "The port on this machine. Default: a free one.");
    private readonly SingleScenarioOptions _scenario = new(required: false);
    private readonly LimitOptions _limits = new();

    private ExploreCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var explore = new ExploreCommand(console);
        var command = new Command(
            "explore",
            "Serves a page on this machine alone, in which you take the steps of a scenario yourself, and ask what can still go wrong.\n\n"
            + "Examples:\n  racemodel explore\n  racemodel explore --unmap two-call --guest racing\n  racemodel explore bug.schedule.json --step 20")
        {
            explore._file,
        };
        foreach (Option option in (Option[])[explore._step, explore._port, .. explore._scenario.All, .. explore._limits.All]) command.Options.Add(option);
        command.Validators.Add(explore.Validate);
        command.SetAction((parse, cancellation) => console.Run(() => explore.Run(parse, cancellation)));
        return command;
    }

    private void Validate(CommandResult result)
    {
        bool hasFile = result.GetResult(_file) is { Tokens.Count: > 0 }, hasScenario = _scenario.IsGiven(result);
        if (hasFile && hasScenario) result.AddError("FILE brings its own scenario: leave the scenario's options out");
        if (!hasFile && result.GetResult(_step) is not null) result.AddError("--step is for FILE: give both");
        if (hasScenario) _scenario.Validate(result);
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        Catalogue catalogue = _scenario.CatalogueOf(parse);
        SearchLimits limits = _limits.Read(parse, cancellation);
        if (limits.MaxTime == Timeout.InfiniteTimeSpan) limits = limits with { MaxTime = DefaultTime };

        var api = new ExplorerApi(catalogue, limits);
        JObject? start = Start(parse, api);
        using var server = ExplorerServer.Start(
            parse.GetValue(_port), api, token => ExplorerPage.Write(catalogue, start, token), exception => _console.WriteError(exception.ToString()));
        _console.Out.WriteLine($"explorer: {server.Address}");
        _console.Out.WriteLine("Only this machine can open it. Ctrl-C ends it.");
        cancellation.WaitHandle.WaitOne();
        return ExitCode.Success;
    }

    private JObject? Start(ParseResult parse, ExplorerApi api)
    {
        if (parse.GetValue(_file) is { } file)
        {
            JObject start = api.Open(ScheduleJson.ReadFile(file));
            if (parse.GetValue(_step) is not { } step) return start;

            int steps = start.Value<int>("step");
            if (step > steps) throw new InputException("--step", $"{step}: the schedule can be followed for {steps} steps");
            start["step"] = step;
            return start;
        }

        return _scenario.IsGiven(parse.CommandResult)
            ? api.Open(new(_scenario.Read(parse), TransitionSystem.ModelVersion, Violated: null, Steps: []))
            : null;
    }
}
