using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Storage;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The number of workers changes nothing: numbers of states, predecessors, ends and violations are those of one worker.</summary>
public sealed class WorkerCountTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void GraphIsThatOfOneWorker(int workers)
    {
        TransitionSystem system = TransitionSystem.Of(ScenarioText.Parse(
            "unmap: two-call | guest: dma 0 0; dma 1 1; dma 2 0; unmap 0-2; load 0; load 1 | pages: 3 | devices: 2 | rounds: 0"));
        ScenarioSource sourceOfOne = new(system), sourceOfMany = new(system);
        StateGraph one = BreadthFirstSearch.Run(sourceOfOne, new SearchLimits());
        StateGraph many = BreadthFirstSearch.Run(sourceOfMany, new SearchLimits { Workers = workers });

        Assert.Equal(one.Transitions, many.Transitions);
        Assert.Equal(one.Bytes, many.Bytes);
        Assert.Equal(one.LevelStarts, many.LevelStarts);
        Assert.Equal(one.Ends, many.Ends);
        Assert.Equal(one.Violations, many.Violations);
        for (int state = 0; state < one.States.Count; state++)
        {
            Assert.Equal(sourceOfOne.Load(one.States[state]), sourceOfMany.Load(many.States[state]));
            Assert.Equal(one.States.PredecessorOf(state), many.States.PredecessorOf(state));
            Assert.Equal(one.States.ProcessInto(state), many.States.ProcessInto(state));
            Assert.Equal(one.States.WitnessOf(state), many.States.WitnessOf(state));
        }
    }

    [Fact]
    public void LevelsLargerThanABlockAreSearchedAsAWhole()
    {
        var tree = new BinaryTreeModel(depth: 17);
        StateGraph graph = BreadthFirstSearch.Run(tree, new SearchLimits { Workers = 4 });

        Assert.Equal((1 << 18) - 1, graph.States.Count);
        Assert.Equal(1 << 17, graph.Ends.Count);
        for (int state = 0; state < graph.States.Count; state++) Assert.Equal((ulong)state, graph.States[state][0]);
    }

    /// <summary>A full binary tree, numbered level by level.</summary>
    private readonly struct BinaryTreeModel(int depth) : ITransitionSource
    {
        public int WordCount => 1;

        public int MaxSuccessors => 2;

        public IReadOnlyList<PartTable> Parts => [];

        public void Prepare()
        {
        }

        public void WriteInitial(Span<ulong> state) => state[0] = 0;

        public int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
        {
            if (IsEnd(state)) return 0;
            for (byte child = 0; child < 2; child++)
            {
                successors[child] = (2 * state[0]) + child + 1;
                facts[child] = new(child, default);
            }

            return 2;
        }

        public bool IsEnd(ReadOnlySpan<ulong> state) => state[0] >= (1UL << depth) - 1;
    }
}
