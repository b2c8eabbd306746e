using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// The successors of a short run of states, in the order in which they were found: made by one worker, then entered into the table
/// region by region, then numbered. Kept and used again for the next run.
/// </summary>
internal sealed class SuccessorChunk
{
    /// <summary>How many states a chunk expands.</summary>
    public const int StateCapacity = 256;

    private const int New = -1;

    private readonly int _width;
    private readonly int _maxSuccessors;
    private ulong[] _words = [];
    private Successor[] _facts = [];
    private uint[] _tags = [];
    private int[] _slots = [];
    private int[] _numbers = [];
    private int[] _byRegion = [];
    private readonly int[] _ends = new int[StateCapacity + 1];
    private readonly int[] _regionStarts = new int[StateTable.RegionCount + 1];
    private readonly List<int> _endStates = [];
    private readonly List<ViolatingStep> _violations = [];
    private PropertySet _violated;

    public SuccessorChunk(int width, int maxSuccessors)
    {
        _width = width;
        _maxSuccessors = maxSuccessors;
    }

    /// <summary>The first state that was expanded.</summary>
    public int FirstState { get; private set; }

    /// <summary>How many states were expanded.</summary>
    public int StateCount { get; private set; }

    /// <summary>How many successors they have.</summary>
    public int Count => _ends[StateCount];

    /// <summary>How many of the successors were not in the table before.</summary>
    public int NewCount { get; private set; }

    /// <summary>The end states among those that were expanded.</summary>
    public IReadOnlyList<int> EndStates => _endStates;

    /// <summary>For each property, the first step of the chunk that violates it.</summary>
    public ReadOnlySpan<ViolatingStep> Violations => CollectionsMarshal.AsSpan(_violations);

    public ReadOnlySpan<ulong> WordsOf(int successor) => _words.AsSpan(successor * _width, _width);

    public uint TagOf(int successor) => _tags[successor];

    /// <summary>The successors that belong to a region of the table, in order.</summary>
    public ReadOnlySpan<int> InRegion(int region) => _byRegion.AsSpan(_regionStarts[region], _regionStarts[region + 1] - _regionStarts[region]);

    /// <summary>Expands states, and sorts the successors by region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Expand<TSource>(TSource source, StateGraph graph, int firstState, int stateCount) where TSource : struct, ITransitionSource
    {
        FirstState = firstState;
        StateCount = stateCount;
        NewCount = 0;
        _endStates.Clear();
        _violations.Clear();
        _violated = default;
        int count = 0;
        for (int offset = 0; offset < stateCount; offset++)
        {
            EnsureRoom(count + _maxSuccessors);
            ReadOnlySpan<ulong> state = graph.States[firstState + offset];
            int found = source.Expand(state, _words.AsSpan(count * _width), _facts.AsSpan(count));
            if (found == 0 && source.IsEnd(state)) _endStates.Add(firstState + offset);
            for (int successor = count; successor < count + found; successor++)
            {
                _tags[successor] = StateTable.TagOf(WordsOf(successor));
                if (!_facts[successor].Violated.IsEmpty) RecordViolations(firstState + offset, _facts[successor], graph.Depth + 1);
            }

            count += found;
            _ends[offset + 1] = count;
        }

        SortByRegion(count);
    }

    /// <summary>Notes that a successor is new and which slot of the table is reserved for it.</summary>
    public void PlaceNew(int successor, int slot)
    {
        _slots[successor] = slot;
        _numbers[successor] = New;
    }

    /// <summary>Notes that a successor is a state that is stored already.</summary>
    public void PlaceKnown(int successor, int number) => _numbers[successor] = number;

    /// <summary>Notes that a successor equals one that is entered earlier in the same block.</summary>
    public void PlaceRepeated(int successor, int chunk, int original) => _numbers[successor] = New - 1 - Reference(chunk, original);

    /// <summary>Names a successor of a chunk of the block in one number.</summary>
    public static int Reference(int chunk, int successor) => (chunk << 16) | successor;

    public void CountNew()
    {
        foreach (int number in _numbers.AsSpan(0, Count)) NewCount += number == New ? 1 : 0;
    }

    /// <summary>Stores the new states under the numbers from <paramref name="number"/> up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(StateGraph graph, int number)
    {
        for (int offset = 0; offset < StateCount; offset++)
        {
            for (int successor = _ends[offset]; successor < _ends[offset + 1]; successor++)
            {
                if (_numbers[successor] != New) continue;
                graph.States.Set(number, WordsOf(successor), FirstState + offset, _facts[successor].Process);
                graph.Table.Fill(_slots[successor], _tags[successor], number);
                _numbers[successor] = number++;
            }
        }
    }

    /// <summary>Notes one successor of each expanded state, once all chunks are stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StoreWitnesses(StateGraph graph, ReadOnlySpan<SuccessorChunk> chunks)
    {
        for (int offset = 0; offset < StateCount; offset++)
        {
            bool hasSuccessor = _ends[offset + 1] > _ends[offset];
            graph.States.SetWitness(FirstState + offset, hasSuccessor ? NumberOf(_ends[offset + 1] - 1, chunks) : StateStore.NoSuccessor);
        }
    }

    private int NumberOf(int successor, ReadOnlySpan<SuccessorChunk> chunks)
    {
        int number = _numbers[successor];
        if (number >= 0) return number;
        int reference = New - 1 - number;
        return chunks[reference >> 16]._numbers[reference & 0xFFFF];
    }

    /// <summary>Small searches have small levels, and there are thousands of them: the room grows with what is found.</summary>
    private void EnsureRoom(int successors)
    {
        if (successors <= _tags.Length) return;

        int capacity = Math.Min(successors * 2, StateCapacity * _maxSuccessors);
        Array.Resize(ref _words, capacity * _width);
        Array.Resize(ref _facts, capacity);
        Array.Resize(ref _tags, capacity);
        Array.Resize(ref _slots, capacity);
        Array.Resize(ref _numbers, capacity);
        Array.Resize(ref _byRegion, capacity);
    }

    private void RecordViolations(int state, Successor fact, int length)
    {
        foreach (Property property in fact.Violated.Except(_violated).Items())
            _violations.Add(new(property, state, fact.Process, length));
        _violated = _violated.Union(fact.Violated);
    }

    /// <summary>A counting sort; it keeps the order within a region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortByRegion(int count)
    {
        Span<int> next = stackalloc int[StateTable.RegionCount];
        next.Clear();
        for (int successor = 0; successor < count; successor++) next[StateTable.RegionOf(_tags[successor])]++;

        int start = 0;
        for (int region = 0; region < StateTable.RegionCount; region++)
        {
            _regionStarts[region] = start;
            start += next[region];
            next[region] = _regionStarts[region];
        }

        _regionStarts[StateTable.RegionCount] = start;
        for (int successor = 0; successor < count; successor++) _byRegion[next[StateTable.RegionOf(_tags[successor])]++] = successor;
    }
}
