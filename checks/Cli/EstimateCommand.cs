using System.CommandLine;
using RaceModel.Checks.Estimation;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel estimate</c>: what a search would take.</summary>
internal sealed class EstimateCommand
{
    private const int DefaultStates = 200_000, DefaultSeed = 1;

    private readonly ToolConsole _console;
    private readonly SingleScenarioOptions _scenario = new(required: true);
    private readonly Option<int?> _states = CommonOptions.Number(
        "--states", 1000, 1_000_000_000, $"How many states are found before the rest is estimated. Default: {DefaultStates:N0}.");

    private readonly Option<int?> _seed = CommonOptions.Number(
        "--seed", 0, int.MaxValue, $"The seed of the random runs. Default: {DefaultSeed}.");
    private readonly Option<ReportFormat?> _format = CommonOptions.Format();

    private EstimateCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var estimate = new EstimateCommand(console);
        var command = new Command(
            "estimate",
            "Tells before a long search how many states it will find, and what time and memory that takes, each as an interval.");
        foreach (Option option in (Option[])[.. estimate._scenario.All, estimate._states, estimate._seed, estimate._format])
            command.Options.Add(option);
        command.Validators.Add(estimate._scenario.Validate);
        command.SetAction((parse, cancellation) => console.Run(() => estimate.Run(parse, cancellation)));
        return command;
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        Scenario scenario = _scenario.Read(parse);
        var limits = new SearchLimits
        {
            MaxStates = parse.GetValue(_states) ?? DefaultStates,
            MaxMemoryBytes = LimitOptions.DefaultMemoryBytes,
            Workers = Environment.ProcessorCount,
            Cancellation = cancellation,
        };
        ScenarioEstimate estimate = _console.Watch(_ => ScenarioEstimate.Of(scenario, limits, parse.GetValue(_seed) ?? DefaultSeed));
        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(EstimateJson.Write(estimate));
        else EstimateText.Write(estimate, _console.Out);
        return ExitCode.Success;
    }
}
