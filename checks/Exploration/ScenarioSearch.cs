using RaceModel.Checks.Exploration.Sets;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// Searches a scenario without reductions: state by state at first, and by sets once it turns out to be large. Both find the same.
/// </summary>
internal static class ScenarioSearch
{
    // In smaller searches, finding the schedules afterwards costs more than sets save.
    private const int SmallSearch = 25_000;

    /// <param name="source">The scenario.</param>
    /// <param name="limits">How much the search may take.</param>
    /// <param name="watch">Watches the limits.</param>
    /// <param name="small">How many states are searched state by state, and then the rest of their level.</param>
    public static IScenarioFindings Run(ScenarioSource source, SearchLimits limits, LimitWatch watch, long small = SmallSearch)
    {
        StateGraph beginning = BreadthFirstSearch.Run(source, limits, watch, enough: small);
        var findings = new GraphFindings<ScenarioSource>(source, beginning);
        if (beginning.IsComplete || beginning.StateCount < small || !beginning.IsAtLevelEnd) return findings;

        var search = SetSearch.After(beginning, source, limits.Workers);
        search.Run(watch);
        return new SetFindings(source, search, findings);
    }

    /// <summary>Searches by sets from the beginning.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="limits">How much the search may take.</param>
    /// <param name="watch">Watches the limits.</param>
    /// <param name="checkpoint">Where the search is saved, and what it continues from; null for neither.</param>
    public static SetSearch BySets(ScenarioSource source, SearchLimits limits, LimitWatch watch, CheckpointFile? checkpoint = null)
    {
        var search = SetSearch.OfScenario(source, limits.Workers);
        search.Run(watch, checkpoint);
        return search;
    }
}
