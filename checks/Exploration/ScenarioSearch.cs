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
    public static IScenarioFindings Run(ScenarioSource source, SearchLimits limits, LimitWatch watch)
    {
        bool isSmall = limits.MaxStates <= SmallSearch;
        SearchLimits first = isSmall ? limits : limits with { MaxStates = SmallSearch };
        var findings = new GraphFindings<ScenarioSource>(source, BreadthFirstSearch.Run(source, first, isSmall ? watch : new LimitWatch(first)));
        return isSmall || findings.StopReason is null || findings.Extent.StateCount < SmallSearch
            ? findings
            : new SetFindings(source, BySets(source, limits, watch), findings);
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
