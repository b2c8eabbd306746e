using System.IO.Enumeration;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Campaigns;

/// <summary>What the command line says of a campaign; it counts more than the file.</summary>
internal sealed record CampaignOverrides
{
    /// <summary>The only engine that is used: what others test is left out.</summary>
    public TestEngine? Engine { get; init; }

    public string? Strategy { get; init; }

    public int? StrategyValue { get; init; }

    public int? Iterations { get; init; }

    public int? MaxSteps { get; init; }

    public int? MaxUnfairSteps { get; init; }

    public int? MaxFairSteps { get; init; }

    public int? Seed { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>Names of scenarios, in which <c>*</c> and <c>?</c> stand for other characters; all scenarios if there is none.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>The campaign as the command line wants it.</summary>
    /// <exception cref="InputException">A name is not known, or a value out of range.</exception>
    public Campaign Apply(Campaign campaign) => campaign with
    {
        Seed = Seed ?? campaign.Seed,
        Timeout = Timeout ?? campaign.Timeout,
        Scenarios = [.. Select(campaign.Scenarios).Select(scenario => scenario with { Plans = Apply(scenario.Plans) })],
    };

    private IReadOnlyList<TestPlan> Apply(IReadOnlyList<TestPlan> plans)
    {
        IReadOnlyList<TestPlan> named = Strategy is null ? plans : [Named(Strategy, plans[0])];
        return [.. ByEngine(named).Select(plan => plan with
        {
            Iterations = Iterations ?? plan.Iterations,
            Steps = MaxSteps is { } both ? Budgets.StepsOf(both) : new Scheduling.ExecutionLimits
            {
                MaxUnfairSteps = MaxUnfairSteps ?? plan.Steps.MaxUnfairSteps,
                MaxFairSteps = MaxFairSteps ?? plan.Steps.MaxFairSteps,
            },
        })];
    }

    private IEnumerable<TestPlan> ByEngine(IReadOnlyList<TestPlan> plans)
    {
        if (Engine is not { } engine) return plans;
        if (engine == TestEngine.Exhaustive) return [plans[0] with { Engine = engine, StrategyValue = null }];

        TestPlan[] systematic = [.. plans.Where(plan => plan.Engine != TestEngine.Exhaustive)];
        if (systematic.Length == 0) systematic = [plans[0] with { Strategy = Scheduling.Strategy.Portfolio }];
        if (engine == TestEngine.Coyote && Array.Find(systematic, plan => CoyoteChunkEngine.Counterpart(plan.Strategy) is null) is { } stranger)
            throw new InputException("--engine coyote", $"Coyote has no strategy '{Words.Of(stranger.Strategy)}'; give another with --strategy");
        return systematic.Select(plan => plan with { Engine = engine });
    }

    private TestPlan Named(string word, TestPlan budget)
    {
        if (!PlanReader.TryNamed(word, budget, out TestPlan plan))
            throw new InputException("--strategy", NearestName.Unknown("strategy", word, PlanReader.AllWords));
        if (StrategyValue is not { } value) return plan;
        return PlanReader.FindErrorInValue(plan, value) is { } error ? throw new InputException("--strategy-value", error) : plan with { StrategyValue = value };
    }

    private List<CampaignScenario> Select(IReadOnlyList<CampaignScenario> scenarios)
    {
        if (Scenarios.Count == 0) return [.. scenarios];

        string[] names = [.. scenarios.Select(scenario => scenario.Name)];
        foreach (string pattern in Scenarios)
        {
            if (!names.Any(name => Matches(pattern, name))) throw new InputException("--scenario", NearestName.Unknown("scenario", pattern, names));
        }

        return [.. scenarios.Where(scenario => Scenarios.Any(pattern => Matches(pattern, scenario.Name)))];
    }

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
