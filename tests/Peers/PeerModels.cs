using System.Globalization;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using RaceModel.Checks.Reduction;

namespace RaceModel.Tests.Peers;

/// <summary>
/// The models that other checkers search, too, by name: <c>toy-2</c> (pages), <c>mig-3-6-2</c> (pages, DMAs, rounds),
/// <c>migration-a-1</c> (guest, rounds).
/// </summary>
internal static class PeerModels
{
    private const string GuestA = "dma 0 0; dma 1 1; await 1; unmap 0; dma 1 0; await 3; load 0; dma 2 1";
    private const string GuestB = "dma 0 0; dma 1 1; dma 2 0; dma 0 1; unmap 0-2; load 0; load 1; load 2";

    /// <summary>Searches the model with a name.</summary>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    public static ISearchExtent Search(string name, SearchLimits limits) => name.Split('-') switch
    {
        ["toy", var pages] => BySets(new ToyModel(Number(pages)), limits),
        ["mig", var pages, var dmas, var rounds] => BySets(new MigModel(Number(pages), Number(dmas), Number(rounds)), limits),
        ["migration", var guest, var rounds] => ScenarioSearch.Run(new ScenarioSource(Migration(guest, rounds)), limits, new LimitWatch(limits)).Extent,
        _ => throw new ArgumentException($"no model '{name}': give toy-2, mig-3-6-2, migration-a-1 or the like", nameof(name)),
    };

    /// <summary>Searches the model with a name with all reductions; only models of scenarios have them.</summary>
    /// <exception cref="ArgumentException">There is no such model, or it is none of a scenario.</exception>
    public static ISearchExtent SearchReduced(string name, SearchLimits limits) => name.Split('-') switch
    {
        ["migration", var guest, var rounds] => BreadthFirstSearch.Run(new ReducedSource(Migration(guest, rounds), ReductionWords.AllReductions), limits),
        _ => throw new ArgumentException($"no reductions for '{name}': give migration-a-1 or the like", nameof(name)),
    };

    private static SetSearch BySets<TSource>(TSource model, SearchLimits limits) where TSource : struct, ITransitionSource
    {
        var search = SetSearch.OfModel(model, limits.Workers);
        search.Run(new LimitWatch(limits));
        return search;
    }

    private static TransitionSystem Migration(string guest, string rounds) => TransitionSystem.Of(ScenarioText.Parse(
        $"hardware: vtd | enable: linux | query: clear-flush | unmap: two-call | guest: {(guest == "a" ? GuestA : GuestB)} | "
        + $"pages: 3 | devices: 2 | rounds: {Number(rounds)}"));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
