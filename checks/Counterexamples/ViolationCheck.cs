using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Counterexamples;

/// <summary>Decides anew whether a trace ends in the violation of a property, trusting nothing that a search found.</summary>
internal static class ViolationCheck
{
    /// <summary>Says what is missing; null if the trace ends in the violation.</summary>
    public static Divergence? FindDivergence(Trace trace, Property property)
    {
        string? reason = property switch
        {
            Property.AlwaysCompletes => CanComplete(trace) ? "switch-over can still be reached" : null,
            Property.RefinesNoMigration => FindRefinementError(trace),
            _ => trace.Steps.Count > 0 && trace.Steps[^1].Transition.Violated.Contains(property)
                ? null
                : $"the last step does not violate {Words.Of(property)}",
        };

        return reason is null ? null : new(trace.Steps.Count + 1, $"violation of {Words.Of(property)}", [], reason);
    }

    private static bool CanComplete(Trace trace) =>
        BreadthFirstSearch.Run(new ScenarioSource(trace.System, trace.Last), new SearchLimits()).Ends.Count > 0;

    private static string? FindRefinementError(Trace trace)
    {
        if (!trace.System.IsEnd(trace.Last)) return "the run does not end in a switch-over";

        OutcomeSet baseline = OutcomeSet.Baseline(trace.System.Scenario, new SearchLimits());
        return baseline.Contains(Outcome.Of(trace.System, trace.Last)) ? "the run without migration can have the same outcome" : null;
    }
}
