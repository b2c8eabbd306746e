using System.Collections.Concurrent;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration;

/// <summary>Expands the states of one block after the other with several workers; the outcome is that of a single one.</summary>
internal sealed class BlockExpander<TSource>(TSource source, StateGraph graph, int workers) where TSource : struct, ITransitionSource
{
    // A worker's source that remembers steps pays for itself after a thousand states.
    private const int LongSearch = 1_000;

    private readonly List<SuccessorChunk> _pool = [];
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = workers };
    private readonly ConcurrentBag<TSource> _workersSources = [];
    private SuccessorChunk[] _chunks = [];

    /// <summary>Expands states and adds their new successors to the graph.</summary>
    public void Expand(int firstState, int stateCount)
    {
        TakeChunks((stateCount + SuccessorChunk.StateCapacity - 1) / SuccessorChunk.StateCapacity);
        ForEach(_chunks.Length, index =>
        {
            int offset = index * SuccessorChunk.StateCapacity;
            ExpandChunk(_chunks[index], firstState + offset, Math.Min(SuccessorChunk.StateCapacity, stateCount - offset));
        });

        graph.Table.Reserve(_chunks);
        ForEach(StateTable.RegionCount, region => graph.Table.Enter(_chunks, region));
        foreach (SuccessorChunk chunk in _chunks) chunk.CountNew();

        int[] firstNumbers = [.. _chunks.Select(chunk => graph.States.Extend(chunk.NewCount))];
        ForEach(_chunks.Length, index => _chunks[index].Store(graph, firstNumbers[index]));
        ForEach(_chunks.Length, index => _chunks[index].StoreWitnesses(graph, _chunks));
        foreach (SuccessorChunk chunk in _chunks) graph.Record(chunk);
    }

    private void ExpandChunk(SuccessorChunk chunk, int firstState, int stateCount)
    {
        if (graph.States.Count < LongSearch)
        {
            chunk.Expand(source, graph, firstState, stateCount);
            return;
        }

        if (!_workersSources.TryTake(out TSource own))
        {
            own = source;
            own.RememberSteps();
        }

        chunk.Expand(own, graph, firstState, stateCount);
        _workersSources.Add(own);
    }

    private void TakeChunks(int count)
    {
        while (_pool.Count < count) _pool.Add(new(source.WordCount, source.MaxSuccessors));
        if (_chunks.Length != count) _chunks = [.. _pool.Take(count)];
    }

    private void ForEach(int count, Action<int> work)
    {
        if (workers > 1 && _chunks.Length > 1)
        {
            Parallel.For(0, count, _parallel, work);
            return;
        }

        for (int index = 0; index < count; index++) work(index);
    }
}
