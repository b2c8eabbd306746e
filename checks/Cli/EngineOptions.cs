using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Cli;

/// <summary>What chooses the interleavings.</summary>
internal enum Engine
{
    /// <summary>All of them: a proof, if the search completes.</summary>
    Exhaustive,

    /// <summary>All that differ in more than the order of independent steps, one after the other, without storing states: a second opinion.</summary>
    Stateless,

    /// <summary>Microsoft Coyote's scheduler.</summary>
    Coyote,
}

/// <summary>Which engine checks a scenario, and how it runs. What is Coyote's alone is not shown where Coyote is not compiled in.</summary>
internal sealed class EngineOptions
{
    private const int MostStatelessSteps = 100_000;

    private readonly Option<Engine?> _engine = CommonOptions.Word<Engine>(
        "--engine", "What chooses the interleavings. exhaustive: a search of all states, which has shortest schedules. stateless: all runs that "
            + "differ in more than the order of independent steps, depth first and without stored states, as a second opinion on small "
            + "scenarios; a run that is cut at --max-steps leaves it inconclusive. coyote: the scheduler of Microsoft Coyote, where it is compiled in. Default: exhaustive.");

    private readonly Option<CoyoteStrategy?> _strategy =
        CommonOptions.Word<CoyoteStrategy>("--strategy", "Coyote: how it decides. Default: random.");

    private readonly Option<int?> _iterations = CommonOptions.Number("--iterations", 1, 1_000_000_000, "Coyote: how many runs, at most. Default: 1000.");

    private readonly Option<int?> _maxSteps =
        CommonOptions.Number("--max-steps", 1, 100_000_000, "The bound on a run. Stateless: its steps, default 2000. Coyote: its decisions, ten "
            + "times it if the strategy is fair; default 500.");

    private readonly Option<int?> _seed = CommonOptions.Number("--seed", 0, int.MaxValue, "Coyote: the seed of the first run; each run adds one. Default: 1.");

    public EngineOptions()
    {
        foreach (Option option in CoyoteOnly) option.Hidden = !CoyoteEngine.IsCompiledIn;
    }

    public IEnumerable<Option> All => [_engine, _strategy, _iterations, _maxSteps, _seed];

    private Option[] CoyoteOnly => [_strategy, _iterations, _seed];

    public Engine EngineOf(ParseResult parse) => parse.GetValue(_engine) ?? Engine.Exhaustive;

    /// <summary>Refuses options of the engine that is not used.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="exhaustiveOnly">The options that only the search of all interleavings has.</param>
    public void Validate(CommandResult command, IEnumerable<Option> exhaustiveOnly)
    {
        Engine engine = command.GetValue(_engine) ?? Engine.Exhaustive;
        if (engine != Engine.Exhaustive) Refuse(exhaustiveOnly, "exhaustive");
        if (engine != Engine.Coyote) Refuse(CoyoteOnly, "coyote");
        if (engine == Engine.Exhaustive) Refuse([_maxSteps], "stateless or coyote");

        void Refuse(IEnumerable<Option> foreign, string engines)
        {
            foreach (Option option in foreign.Where(option => command.GetResult(option) is OptionResult { Implicit: false }))
                command.AddError($"{option.Name} is for --engine {engines}");
        }
    }

    /// <summary>How many steps a run of the stateless search may have.</summary>
    /// <exception cref="InputException">It is too many to keep.</exception>
    public int StatelessMaxSteps(ParseResult parse)
    {
        int steps = parse.GetValue(_maxSteps) ?? 2_000;
        return steps <= MostStatelessSteps ? steps
            : throw new InputException($"--max-steps {steps}", $"--engine stateless keeps all of a run: give at most {MostStatelessSteps}");
    }

    public CoyoteSettings SettingsOf(ParseResult parse, SearchLimits limits)
    {
        var settings = new CoyoteSettings { MaxTime = limits.MaxTime, Cancellation = limits.Cancellation, Clock = limits.Clock };
        return settings with
        {
            Strategy = parse.GetValue(_strategy) ?? settings.Strategy,
            Iterations = parse.GetValue(_iterations) ?? settings.Iterations,
            MaxSteps = parse.GetValue(_maxSteps) ?? settings.MaxSteps,
            Seed = (uint?)parse.GetValue(_seed) ?? settings.Seed,
        };
    }
}
