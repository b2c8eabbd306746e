using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Storage;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The search on models so small that what it must find can be counted by hand.</summary>
public class BreadthFirstSearchTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 0, 1)]
    [InlineData(3, 4, 1)]
    [InlineData(3, 4, 3)]
    [InlineData(299, 299, 1)]
    [InlineData(299, 299, 2)]
    public void TwoIndependentCountersMakeAGrid(int width, int height, int words)
    {
        StateGraph graph = BreadthFirstSearch.Run(new GridModel(width, height, words), new SearchLimits());

        Assert.Equal((width + 1) * (height + 1), graph.States.Count);
        Assert.Equal((width * (height + 1)) + (height * (width + 1)), graph.Transitions);
        Assert.Equal(width + height, graph.Depth);
        Assert.Equal(graph.States.Count - 1, Assert.Single(graph.Ends));
        Assert.True(graph.IsComplete);
        Assert.Empty(graph.Violations);
        for (int state = 0; state < graph.States.Count; state++)
        {
            ulong counters = graph.States[state][^1];
            Assert.Equal((int)(uint)counters + (int)(counters >> 32), graph.DepthOf(state));
            Assert.Equal(state, graph.Table.Find(graph.States[state]));
        }
    }

    [Fact]
    public void StatesAreNumberedLevelByLevelAndProcessByProcess()
    {
        StateGraph graph = BreadthFirstSearch.Run(new GridModel(2, 2), new SearchLimits());

        Assert.Equal([0, 1, 3, 6, 8], graph.LevelStarts);
        Assert.Equal(
            [(0u, 0u), (1u, 0u), (0u, 1u), (2u, 0u), (1u, 1u), (0u, 2u), (2u, 1u), (1u, 2u), (2u, 2u)],
            Enumerable.Range(0, 9).Select(state => ((uint)graph.States[state][0], (uint)(graph.States[state][0] >> 32))));
    }

    [Fact]
    public void TheWayToAStateIsAShortestOne()
    {
        StateGraph graph = BreadthFirstSearch.Run(new EdgeListModel("0>1 1>2 2>3 3>4 0>5 5>4 4>6", ends: 6), new SearchLimits());
        int four = graph.Table.Find([4]);

        Assert.Equal(2, graph.DepthOf(four));
        Assert.Equal([1, 0], graph.ProcessesTo(four));
        Assert.Empty(graph.ProcessesTo(0));
        Assert.Equal(5, (int)graph.States[graph.States.PredecessorOf(four)][0]);
    }

    [Fact]
    public void TheFirstViolatingStepIsTheNearest()
    {
        StateGraph graph = BreadthFirstSearch.Run(new EdgeListModel("0>1 1>2 2>3! 0>4 4>3! 3>5!", ends: 5), new SearchLimits());

        ViolatingStep step = Assert.Single(graph.Violations);
        Assert.Equal(2, step.Length);
        Assert.Equal(4, (int)graph.States[step.Source][0]);
        Assert.Equal(0, step.Process);
    }

    [Fact]
    public void AViolatingStepIntoAKnownStateCounts()
    {
        StateGraph graph = BreadthFirstSearch.Run(new EdgeListModel("0>1 1>2 2>0!"), new SearchLimits());

        Assert.Equal(3, graph.States.Count);
        Assert.Equal(3, Assert.Single(graph.Violations).Length);
    }

    [Fact]
    public void ADeadlockIsNoEnd()
    {
        StateGraph graph = BreadthFirstSearch.Run(new EdgeListModel("0>1 0>2", ends: 2), new SearchLimits());

        Assert.Equal([2], graph.Ends.Select(end => (int)graph.States[end][0]));
    }

    [Fact]
    public void ACycleIsSearchedOnce()
    {
        StateGraph graph = BreadthFirstSearch.Run(new EdgeListModel("0>1 1>2 2>0 2>2"), new SearchLimits());

        Assert.Equal(3, graph.States.Count);
        Assert.Equal(4, graph.Transitions);
        Assert.Equal(2, graph.Depth);
        Assert.Empty(graph.Ends);
    }

    [Fact]
    public void EndsAreListedNearestFirst()
    {
        StateGraph graph = BreadthFirstSearch.Run(new EdgeListModel("0>1 1>2 2>9 0>8 1>7", ends: [7, 8, 9]), new SearchLimits());

        Assert.Equal([8, 7, 9], graph.Ends.Select(end => (int)graph.States[end][0]));
    }

    [Fact]
    public void AStateThatIsNotReachableIsNotFound()
    {
        StateGraph graph = BreadthFirstSearch.Run(new EdgeListModel("0>1 2>1", ends: 1), new SearchLimits());

        Assert.Equal(-1, graph.Table.Find([2]));
        Assert.Equal(2, graph.States.Count);
    }

    /// <summary>However uneven the regions of the table are, one that is full would be searched for a free slot for ever.</summary>
    [Fact]
    public async Task StatesThatAllFallIntoOneRegionAreFound()
    {
        ulong[] states = [0, .. Numbers(from: 1).Where(number => StateTable.RegionOf(StateTable.TagOf([number])) == 0).Take(200)];
        string chain = string.Join(' ', states.Zip(states.Skip(1), (from, to) => $"{from}>{to}"));

        StateGraph graph = await Task.Run(() => BreadthFirstSearch.Run(new EdgeListModel(chain, (int)states[^1]), new SearchLimits()))
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(states, Enumerable.Range(0, graph.States.Count).Select(state => graph.States[state][0]));
        Assert.All(Enumerable.Range(0, graph.States.Count), state => Assert.Equal(state, graph.Table.Find(graph.States[state])));
    }

    private static IEnumerable<ulong> Numbers(ulong from)
    {
        for (ulong number = from; ; number++) yield return number;
    }
}
