using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using RaceModel.Tests.Peers;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Of models other than scenarios, too, a search by sets finds what a search finds that numbers the states.</summary>
public class ModelSetSearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void PeersAreSearchedAlike(int workers)
    {
        AssertAlike(new MigModel(3, 4, 2), workers);
        AssertAlike(new ToyModel(2), workers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void LevelsOfManySizesAreSearchedAlike(int workers) => AssertAlike(new GridModel(300, 200), workers);

    [Theory]
    [InlineData("0>1 0>2 1>3! 2>4 4>5! 5>0", 3)]
    [InlineData("0>1 1>2 2>3! 3>1 0>40 40>41", 41)]
    [InlineData("0>1 1>0 0>2 2>3 3>2 2>7 7>8!", 1)]
    public void ViolationsEndsAndStuckStatesAreThose(string edges, int end)
    {
        var model = new EdgeListModel(edges, end);
        SetSearch sets = AssertAlike(model, workers: 2);

        ViolatingLevel violation = Assert.Single(sets.Violations);
        StateBlock[] blocks = sets.Levels[violation.Depth].Blocks;
        ulong[] violating = sets.Select(blocks, StepGoal.ViolationOf(EdgeListModel.Broken));
        string[] sources = [.. edges.Split(' ').Where(edge => edge.EndsWith('!')).Select(edge => edge.Split('>')[0])];
        for (int block = 0; block < blocks.Length; block++)
        {
            Assert.Equal(0ul, violating[block] & ~blocks[block].States);
            for (int bit = 0; bit < 64; bit++)
            {
                if ((blocks[block].States >> bit & 1) != 0)
                    Assert.Equal(sources.Contains($"{blocks[block].StoredAt(bit)}"), (violating[block] >> bit & 1) != 0);
            }
        }
    }

    private static SetSearch AssertAlike<TSource>(TSource model, int workers) where TSource : struct, ITransitionSource
    {
        var limits = new SearchLimits { Workers = workers };
        StateGraph graph = BreadthFirstSearch.Run(model, limits);
        var sets = SetSearch.OfModel(model, workers);
        sets.Run(new LimitWatch(limits));

        Assert.Null(sets.StopReason);
        Assert.Equal((graph.States.Count, graph.Transitions, graph.Depth, graph.Frontier), (sets.StateCount, sets.Transitions, sets.Depth, sets.Frontier));
        Assert.Equal(graph.LevelSizes(), sets.LevelSizes());
        Assert.Equal(Enumerable.Range(0, graph.States.Count).Select(state => graph.States[state][0]).ToHashSet(), [.. sets.States()]);
        Assert.Equal(
            graph.Ends.Select(end => new EndState(graph.States[end][0], graph.DepthOf(end))).ToHashSet(), [.. sets.Ends]);
        Assert.Equal(
            graph.Violations.Select(step => new ViolatingLevel(step.Property, graph.DepthOf(step.Source))).ToHashSet(), [.. sets.Violations]);
        AssertStuckAlike(model, graph, sets);
        return sets;
    }

    private static void AssertStuckAlike<TSource>(TSource model, StateGraph graph, SetSearch sets) where TSource : struct, ITransitionSource
    {
        var watch = new LimitWatch(new SearchLimits());
        int stuck = CompletionAnalysis.FindNearestStuck(model, graph, watch, out _);
        (int depth, StateBlock[] blocks) = new SetCompletion(sets).FindNearestStuck(watch, out _);

        Assert.Equal(stuck < 0 ? -1 : graph.DepthOf(stuck), depth);
        if (stuck < 0) return;
        StateBlock expected = StateBlock.Of(graph.States[stuck][0]);
        Assert.Contains(blocks, block => block.Key == expected.Key && (block.States & expected.States) != 0);
    }
}
