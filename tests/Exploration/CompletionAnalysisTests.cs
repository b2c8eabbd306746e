using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Which state is the nearest from which no end can be reached.</summary>
public class CompletionAnalysisTests
{
    private const int None = -1;

    [Theory]
    [InlineData("0>1", 1, None)] // a way to the end
    [InlineData("0>1 1>0 1>2", 2, None)] // a cycle with a way out
    [InlineData("0>9 0>1 1>2 2>3 3>4 4>0", 9, None)] // far states whose only way to the end leads back past the initial one
    [InlineData("0>1 1>9 1>2 2>1", 9, None)] // a far state that steps back to one with another way out
    [InlineData("0>1 1>9 1>2 2>3 3>1 2>4 4>2", 9, None)] // the same by way of another cycle
    [InlineData("0>1 1>2 2>1 0>9", 9, 1)] // a cycle that cannot be left
    [InlineData("0>0", 9, 0)] // no end at all
    [InlineData("0>1 0>9 1>2", 9, 1)] // a dead end: its first state, not the last
    [InlineData("0>1 1>9 1>2 2>3 3>4 4>3", 9, 2)] // a dead end with a cycle
    [InlineData("0>1 0>2 1>3 3>9 2>4 3>5 5>5", 9, 2)] // of two dead ends the nearest
    public void TheNearestStuckStateIsFound(string edges, int end, int stuck)
    {
        var model = new EdgeListModel(edges, end);
        StateGraph graph = BreadthFirstSearch.Run(model, new SearchLimits());
        int found = FindNearestStuck(model, graph);

        Assert.Equal(stuck, found < 0 ? None : (int)graph.States[found][0]);
    }

    [Fact]
    public void EveryStateOfAGridCanFinish()
    {
        var model = new GridModel(40, 30, wordCount: 2);

        Assert.Equal(None, FindNearestStuck(model, BreadthFirstSearch.Run(model, new SearchLimits())));
    }

    [Fact]
    public void AnEndThatHasStepsIsNoEnd()
    {
        var model = new EdgeListModel("0>1 1>2 2>1", ends: 1);

        Assert.Equal(0, FindNearestStuck(model, BreadthFirstSearch.Run(model, new SearchLimits())));
    }

    private static int FindNearestStuck<TSource>(TSource source, StateGraph graph) where TSource : struct, ITransitionSource
    {
        int stuck = CompletionAnalysis.FindNearestStuck(source, graph, new LimitWatch(new SearchLimits()), out string? stopReason);
        Assert.Null(stopReason);
        return stuck;
    }
}
