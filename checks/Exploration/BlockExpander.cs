using System.Collections.Concurrent;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration;

/// <summary>Expands the states of one block after the other with several workers; the outcome is that of a single one.</summary>
internal sealed class BlockExpander<TSource> where TSource : struct, ITransitionSource
{
    private readonly TSource _source;
    private readonly StateGraph _graph;
    private readonly int _workers;
    private readonly List<SuccessorChunk> _pool = [];
    private readonly ConcurrentStack<TSource> _workersSources = [];
    private readonly Action<int> _expand, _enter, _store, _storeWitnesses;
    private SuccessorChunk[] _chunks = [];
    private int[] _firstNumbers = [];
    private int _firstState, _stateCount;

    public BlockExpander(TSource source, StateGraph graph, int workers)
    {
        (_source, _graph, _workers) = (source, graph, workers);

        // Small searches have thousands of blocks, all told; so what is done to each is made once.
        _expand = ExpandChunk;
        _enter = region => graph.Table.Enter(_chunks, region);
        _store = index => _chunks[index].Store(graph, _firstNumbers[index]);
        _storeWitnesses = index => _chunks[index].StoreWitnesses(graph, _chunks);
    }

    /// <summary>Expands states and adds their new successors to the graph.</summary>
    public void Expand(int firstState, int stateCount)
    {
        (_firstState, _stateCount) = (firstState, stateCount);
        TakeChunks((stateCount + SuccessorChunk.StateCapacity - 1) / SuccessorChunk.StateCapacity);
        ForEach(_chunks.Length, _expand);

        _graph.Table.Reserve(_chunks);
        ForEach(StateTable.RegionCount, _enter);
        for (int index = 0; index < _chunks.Length; index++)
        {
            _chunks[index].CountNew();
            _firstNumbers[index] = _graph.States.Extend(_chunks[index].NewCount);
        }

        ForEach(_chunks.Length, _store);
        ForEach(_chunks.Length, _storeWitnesses);
        foreach (SuccessorChunk chunk in _chunks) _graph.Record(chunk);
    }

    private void ExpandChunk(int index)
    {
        int offset = index * SuccessorChunk.StateCapacity;
        if (!_workersSources.TryPop(out TSource own))
        {
            own = _source;
            own.Prepare();
        }

        _chunks[index].Expand(own, _graph, _firstState + offset, Math.Min(SuccessorChunk.StateCapacity, _stateCount - offset));
        _workersSources.Push(own);
    }

    private void TakeChunks(int count)
    {
        while (_pool.Count < count) _pool.Add(new(_source.WordCount, _source.MaxSuccessors));
        if (_chunks.Length == count) return;

        _chunks = [.. _pool.Take(count)];
        _firstNumbers = new int[count];
    }

    private void ForEach(int count, Action<int> work) => ParallelLoop.Run(count, _chunks.Length > 1 ? _workers : 1, work);
}
