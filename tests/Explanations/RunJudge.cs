using System.Collections.Concurrent;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Tests.Explanations;

/// <summary>What a run violates that ends in a switch-over, found out from its steps and with the naive search alone.</summary>
internal static class RunJudge
{
    private static readonly ConcurrentDictionary<string, HashSet<string>> Baselines = new(StringComparer.Ordinal);

    public static PropertySet Violated(Trace run)
    {
        PropertySet violated = default;
        foreach (TraceStep step in run.Steps) violated = violated.Union(step.Transition.Violated);
        string outcome = Outcome.Of(run.System, run.Last).Write(run.System.Scenario);
        return BaselineOf(run.System.Scenario).Contains(outcome) ? violated : violated.With(Property.RefinesNoMigration);
    }

    public static PropertySet Violated(Scenario scenario)
    {
        NaiveSearch search = NaiveSearch.Run(TransitionSystem.Of(scenario), int.MaxValue)!;
        PropertySet violated = PropertySet.Of([.. search.Violations.Keys]);
        if (search.FindStuckDepth() is not null) violated = violated.With(Property.AlwaysCompletes);
        return search.FindOutcomes().Keys.All(BaselineOf(scenario).Contains) ? violated : violated.With(Property.RefinesNoMigration);
    }

    private static HashSet<string> BaselineOf(Scenario scenario)
    {
        return Baselines.GetOrAdd(
            $"{scenario.Hardware.Name} {scenario.Guest.Text} {scenario.Pages}",
            _ => [.. NaiveSearch.Run(TransitionSystem.WithoutMigration(scenario), int.MaxValue)!.FindOutcomes().Keys]);
    }
}
