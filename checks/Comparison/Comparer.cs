using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Comparison;

/// <summary>
/// Checks all scenarios of several tables as one parallel job. Scenarios that have the same runs are checked once; the result does not
/// depend on the number of workers.
/// </summary>
internal sealed class Comparer(ComparisonBounds bounds, SearchLimits limits, Reductions reductions = Reductions.None)
{
    /// <summary>Checks what is planned; <paramref name="report"/> is told how far it has come.</summary>
    /// <exception cref="InputException">A scenario is out of bounds; nothing was checked.</exception>
    public IReadOnlyList<ComparisonTable> Compare(IReadOnlyList<TablePlan> plans, Action<string> report)
    {
        Dictionary<string, CheckResult> results = CheckAll(DistinctScenarios(plans), report);
        return [.. plans.Select(plan => new ComparisonTable(plan.Title, plan.Columns, [.. plan.Contenders.Select(contender =>
            new ComparisonRow(contender, [.. plan.Guests.Select(guest => ResultOf(contender, guest)), .. Sweep(contender, plan.Families, report)]))]))];

        CheckResult ResultOf(Contender contender, GuestProgram guest)
        {
            Scenario scenario = bounds.ScenarioOf(contender, guest);
            return results[ScenarioKey.OfRuns(scenario)].For(scenario);
        }
    }

    private IEnumerable<CheckResult> Sweep(Contender contender, IReadOnlyList<GuestFamily> families, Action<string> report) =>
        families.SelectMany(family => FamilyColumns.ResultsOf(GuestSweep.Run(
            bounds.ScenarioOf(contender, new("", [])), family, bounds.Properties, limits, reductions, done => report($"{contender.Label}: {done}"))));

    private Dictionary<string, Scenario> DistinctScenarios(IReadOnlyList<TablePlan> plans)
    {
        Dictionary<string, Scenario> distinct = new(StringComparer.Ordinal);
        foreach (TablePlan plan in plans)
        {
            foreach (Contender contender in plan.Contenders)
            {
                foreach (GuestProgram guest in plan.Columns)
                {
                    Scenario scenario = bounds.ScenarioOf(contender, guest);
                    if (scenario.FindError() is { } error) throw new InputException($"{contender.Label}, guest {guest.Name}", error);
                    if (plan.Guests.Contains(guest)) distinct.TryAdd(ScenarioKey.OfRuns(scenario), scenario);
                }
            }
        }

        return distinct;
    }

    private Dictionary<string, CheckResult> CheckAll(Dictionary<string, Scenario> scenarios, Action<string> report)
    {
        // Each scenario is small, so the workers take one each.
        var checker = new Checker(limits with { Workers = 1 }, reductions);
        var results = new CheckResult[scenarios.Count];
        KeyValuePair<string, Scenario>[] work = [.. scenarios];
        int done = 0;
        ParallelLoop.Run(work.Length, limits.Workers, index =>
        {
            results[index] = checker.Check(work[index].Value, bounds.Properties);
            report($"{Interlocked.Increment(ref done):N0} of {work.Length:N0} scenarios");
        });
        return work.Zip(results).ToDictionary(pair => pair.First.Key, pair => pair.Second, StringComparer.Ordinal);
    }
}
