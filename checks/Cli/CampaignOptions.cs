using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Campaigns;

namespace RaceModel.Checks.Cli;

/// <summary>The options of <c>test</c> that count more than the campaign's file.</summary>
internal sealed class CampaignOptions
{
    private readonly Option<TestEngine?> _engine = CommonOptions.Word<TestEngine>(
        "--engine", "Tests every scenario with this engine alone: by search, by the built-in schedulers, or by Microsoft Coyote's.");

    private readonly Option<string?> _strategy = new("--strategy")
    {
        Description = "Tests every scenario with this strategy alone.",
        HelpName = string.Join('|', PlanReader.AllWords),
    };

    private readonly Option<int?> _strategyValue = CommonOptions.Number("--strategy-value", 0, int.MaxValue, "The number that the strategy takes, if it takes one.");
    private readonly Option<int?> _iterations = CommonOptions.Number("--iterations", 1, int.MaxValue, "Executions of each systematic test.");
    private readonly Option<int?> _maxSteps = CommonOptions.Number("--max-steps", 1, int.MaxValue / 10, "Steps of an unfair execution, and ten times as many of a fair one.");
    private readonly Option<int?> _maxUnfairSteps = CommonOptions.Number("--max-unfair-steps", 1, int.MaxValue, "Steps of an unfair execution.");
    private readonly Option<int?> _maxFairSteps = CommonOptions.Number("--max-fair-steps", 1, int.MaxValue, "Steps of a fair execution.");
    private readonly Option<int?> _seed = CommonOptions.Number("--seed", 0, int.MaxValue, "Where all random choices come from.");
    private readonly Option<int?> _timeout = CommonOptions.Number("--timeout", 1, int.MaxValue, "Seconds for the whole campaign; what is not done then is inconclusive.");
    private readonly Option<string[]> _scenarios = new("--scenario")
    {
        Description = "Tests only the scenarios of this name; '*' stands for any characters. May be given several times.",
        HelpName = "NAME",
    };

    public CampaignOptions() => _strategy.CompletionSources.Add([.. PlanReader.AllWords]);

    public IEnumerable<Option> All =>
        [_engine, _strategy, _strategyValue, _iterations, _maxSteps, _maxUnfairSteps, _maxFairSteps, _seed, _timeout, _scenarios];

    public void Validate(CommandResult result)
    {
        if (Has(_strategyValue) && !Has(_strategy)) result.AddError("--strategy-value is a number of --strategy: give both");
        if (Has(_maxSteps) && (Has(_maxUnfairSteps) || Has(_maxFairSteps)))
            result.AddError("--max-steps sets --max-unfair-steps and --max-fair-steps: give it alone, or the others");

        bool Has(Option option) => result.GetResult(option) is not null;
    }

    public CampaignOverrides Read(ParseResult parse) => new()
    {
        Engine = parse.GetValue(_engine),
        Strategy = parse.GetValue(_strategy),
        StrategyValue = parse.GetValue(_strategyValue),
        Iterations = parse.GetValue(_iterations),
        MaxSteps = parse.GetValue(_maxSteps),
        MaxUnfairSteps = parse.GetValue(_maxUnfairSteps),
        MaxFairSteps = parse.GetValue(_maxFairSteps),
        Seed = parse.GetValue(_seed),
        Timeout = parse.GetValue(_timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Scenarios = parse.GetValue(_scenarios) ?? [],
    };
}
