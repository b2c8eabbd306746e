using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Cli;

/// <summary>What chooses the interleavings.</summary>
internal enum Engine
{
    /// <summary>All of them: a proof, if the search completes.</summary>
    Exhaustive,

    /// <summary>Microsoft Coyote's scheduler.</summary>
    Coyote,
}

/// <summary>Which engine checks a scenario, and how Coyote runs if it is the one. Not shown where Coyote is not compiled in.</summary>
internal sealed class EngineOptions
{
    private readonly Option<Engine?> _engine = CommonOptions.Word<Engine>(
        "--engine", "What chooses the interleavings: a search of all of them, or the scheduler of Microsoft Coyote. Default: exhaustive.");

    private readonly Option<CoyoteStrategy?> _strategy =
        CommonOptions.Word<CoyoteStrategy>("--strategy", "Coyote: how it decides. Default: random.");

    private readonly Option<int?> _iterations = CommonOptions.Number("--iterations", 1, 1_000_000_000, "Coyote: how many runs, at most. Default: 1000.");

    private readonly Option<int?> _maxSteps =
        CommonOptions.Number("--max-steps", 1, 100_000_000, "Coyote: the bound on its decisions in a run, ten times it if the strategy is fair. Default: 500.");

    private readonly Option<int?> _seed = CommonOptions.Number("--seed", 0, int.MaxValue, "Coyote: the seed of the first run; each run adds one. Default: 1.");

    public EngineOptions()
    {
        foreach (Option option in All) option.Hidden = !CoyoteEngine.IsCompiledIn;
    }

    public IEnumerable<Option> All => [_engine, _strategy, _iterations, _maxSteps, _seed];

    public Engine EngineOf(ParseResult parse) => parse.GetValue(_engine) ?? Engine.Exhaustive;

    /// <summary>Refuses options of the engine that is not used.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="exhaustiveOnly">The options that only the search of all interleavings has.</param>
    public void Validate(CommandResult command, IEnumerable<Option> exhaustiveOnly)
    {
        bool coyote = command.GetValue(_engine) == Engine.Coyote;
        IEnumerable<Option> foreign = coyote ? exhaustiveOnly : [_strategy, _iterations, _maxSteps, _seed];
        foreach (Option option in foreign.Where(option => command.GetResult(option) is OptionResult { Implicit: false }))
            command.AddError($"{option.Name} is for --engine {Words.Of(coyote ? Engine.Exhaustive : Engine.Coyote)}");
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
