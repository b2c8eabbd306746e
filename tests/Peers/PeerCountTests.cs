using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using Xunit;

namespace RaceModel.Tests.Peers;

/// <summary>This engine counts what Spin and Rumur count on the same models. The benchmark compares the larger ones.</summary>
public class PeerCountTests
{
    private const int MostStates = 500_000;

    public static TheoryData<string> SmallModels => [.. PeerCounts.All.Where(count => count.States <= MostStates).Select(count => count.Model)];

    [Theory]
    [MemberData(nameof(SmallModels))]
    public void StatesAndTransitionsAreThoseOfThePeers(string model)
    {
        PeerCount expected = PeerCounts.All.Single(count => count.Model == model);

        ISearchExtent found = PeerModels.Search(model, new SearchLimits());

        Assert.True(found.Frontier == 0);
        Assert.Equal(expected, new(model, found.StateCount, found.Transitions));
    }

    [Fact]
    public void TakingStepsAllocatesNothing()
    {
        Assert.Equal(0, AllocatedByExpanding(new ToyModel(2), "toy-2"));
        Assert.Equal(0, AllocatedByExpanding(new MigModel(3, 4, 2), "mig-3-4-2"));
    }

    [Fact]
    public void NoPageIsLostInTheMigrationOfThePeers()
    {
        var search = (SetSearch)PeerModels.Search("mig-3-4-2", new SearchLimits());

        Assert.Empty(search.Violations);
        Assert.NotEmpty(search.Ends);
    }

    [Fact]
    public void AModelThatDoesNotExistIsRefused() =>
        Assert.Throws<ArgumentException>(() => PeerModels.Search("toy", new SearchLimits()));

    [Fact]
    public void TheCountsOfAllFamiliesAreWrittenDown() => Assert.Equal(
        ["mig", "migration", "toy"],
        PeerCounts.All.Select(count => count.Model.Split('-')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>The least that one of several runs allocates; the others count what the runtime allocates for itself, too.</summary>
    private static long AllocatedByExpanding<TSource>(TSource source, string model) where TSource : struct, ITransitionSource
    {
        ulong[] states = [.. ((SetSearch)PeerModels.Search(model, new SearchLimits())).States()];
        var successors = new ulong[source.MaxSuccessors];
        var facts = new Successor[source.MaxSuccessors];
        long least = long.MaxValue;
        for (int run = 0; run < 10; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (ulong state in states) source.Expand([state], successors, facts);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
