using System.Numerics;
using System.Runtime.InteropServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// Level-synchronous breadth-first search that works on sets of states: a level is one, and so is all that was found before.
/// States are not numbered and no step into them is kept, so nothing depends on the order in which workers find them; schedules are found
/// afterwards, backwards through the levels (<see cref="SetFindings"/>).
/// </summary>
/// <remarks>
/// A state of a scenario is a pair: what guest and VMM do, and what devices and IOMMU hold. The states of a level that agree in the first make
/// a row, and a step of guest and VMM takes a whole row to another one; a step of a device seldom leaves its row. So a state costs a bit, and
/// most steps cost the setting of one. States of other models are a word each, and expanded one by one.
/// </remarks>
internal sealed class SetSearch : ISearchExtent, ISavedSearch
{
    private const int BlocksPerTask = 32, BlocksBetweenLooks = 128 * BlocksPerTask;

    private readonly SetExpander?[] _workers;
    private readonly NewStates[] _new = [.. Enumerable.Range(0, RegionedSet.Count).Select(region => new NewStates(region))];
    private readonly Func<SetExpander> _newWorker;
    private readonly ulong _initial;
    private readonly bool _hasRows;
    private readonly Lock _look = new();
    private bool _isExhausted;

    private SetSearch(ulong initial, IReadOnlyList<PartTable> parts, Func<SetExpander> newWorker, bool hasRows, int workers)
    {
        (_initial, Parts, _newWorker, _hasRows) = (initial, parts, newWorker, hasRows);
        _workers = new SetExpander?[workers];
    }

    /// <summary>A search of a scenario.</summary>
    public static SetSearch OfScenario(ScenarioSource source, int workers) =>
        new(source.Store(source.Start), source.Parts, () => new RowExpander(source), hasRows: true, workers);

    /// <summary>A search of a scenario that goes on from what another one has found that numbers its states, and stopped at the end of a level.</summary>
    public static SetSearch After(StateGraph beginning, ScenarioSource source, int workers)
    {
        var search = OfScenario(source, workers);
        search.TakeOver(beginning);
        return search;
    }

    /// <summary>A search of a model whose states are a word each. It gains where those that differ in bits 32 to 37 alone are found together.</summary>
    public static SetSearch OfModel<TSource>(TSource source, int workers) where TSource : struct, ITransitionSource
    {
        ulong initial = 0;
        source.WriteInitial(new(ref initial));
        return new(initial, parts: [], () => new StateExpander<TSource>(source), hasRows: false, workers);
    }

    /// <summary>All states found.</summary>
    public RegionedSet Found { get; } = new();

    /// <summary>The states by their distance from the initial one; the last level is the frontier of a search that has stopped.</summary>
    public List<StateLevel> Levels { get; } = [];

    /// <summary>The end states, nearest first, each with its distance.</summary>
    public List<EndState> Ends { get; } = [];

    /// <summary>For each property that a single step can violate, the nearest level with such a step.</summary>
    public List<ViolatingLevel> Violations { get; } = [];

    /// <summary>Why the search stopped before it was complete; null if it is complete.</summary>
    public string? StopReason { get; private set; }

    public long StateCount { get; private set; }

    public long Transitions { get; private set; }

    public int Depth => Math.Max(0, Levels.Count - 1);

    public long Frontier => _isExhausted || Levels.Count == 0 ? 0 : Levels[^1].Count;

    public long Bytes => Found.Bytes + Levels.Sum(level => level.Bytes) + Parts.Sum(part => part.Bytes);

    public IReadOnlyList<PartTable> Parts { get; }

    public long BytesToGrow => 2 * Found.Bytes;

    public long[] LevelSizes() => [.. Levels.Select(level => level.Count)];

    /// <summary>Searches until there is nothing new, or a limit is reached. Of a level that is not finished nothing is kept.</summary>
    /// <param name="watch">Watches the limits.</param>
    /// <param name="checkpoint">Where the search is saved, and what it continues from; null for neither.</param>
    public void Run(LimitWatch watch, CheckpointFile? checkpoint = null)
    {
        if (Levels.Count == 0 && checkpoint?.TryRestore(this) != true)
        {
            StateBlock start = StateBlock.Of(_initial);
            Found.Add(start);
            Add(StateLevel.Of([start]));
        }

        while (!_isExhausted && (StopReason = watch.FindReasonToStop(this)) is null && TryExpand(Levels[^1], watch)) checkpoint?.SaveIfDue(this);
        checkpoint?.SaveEnd(this, StopReason is null);
    }

    /// <summary>All states found, as they are stored, one after the other.</summary>
    public IEnumerable<ulong> States()
    {
        foreach (StateLevel level in Levels)
        {
            foreach (StateBlock block in level.Blocks)
            {
                for (ulong states = block.States; states != 0; states &= states - 1)
                    yield return block.StoredAt(BitOperations.TrailingZeroCount(states));
            }
        }
    }

    /// <summary>Selects those of some states that have a step of a kind.</summary>
    /// <param name="blocks">The states to choose from; if there are rows, those of a row follow one another.</param>
    /// <param name="goal">The kind of step.</param>
    /// <returns>The selected states of each block.</returns>
    public ulong[] Select(StateBlock[] blocks, StepGoal goal)
    {
        var selected = new ulong[blocks.Length];
        ForEachTask(blocks, (worker, first, count) => worker.Select(blocks.AsSpan(first, count), selected.AsSpan(first, count), goal));
        return selected;
    }

    SearchMark ISavedSearch.Mark => new()
    {
        States = StateCount,
        Expanded = StateCount - Frontier,
        Levels = Levels.Count,
        Ends = Ends.Count,
        Violations = Violations.Count,
        Transitions = Transitions,
    };

    void ISavedSearch.MakeRoom(SearchMark last, SearchMark next)
    {
        CollectionsMarshal.SetCount(Ends, next.Ends);
        CollectionsMarshal.SetCount(Violations, next.Violations);
        Transitions = next.Transitions;
        _isExhausted = next.Expanded == next.States;
    }

    void ISavedSearch.VisitContent(SearchMark last, SearchMark next, Action<Span<byte>> visit)
    {
        for (int depth = last.Levels; depth < next.Levels; depth++)
        {
            int blocks = depth < Levels.Count ? Levels[depth].Blocks.Length : 0;
            visit(MemoryMarshal.AsBytes(new Span<int>(ref blocks)));
            StateBlock[] level = depth < Levels.Count ? Levels[depth].Blocks : new StateBlock[blocks];
            visit(MemoryMarshal.AsBytes(level.AsSpan()));
            if (depth == Levels.Count) Add(StateLevel.Of(level));
        }

        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(Ends)[last.Ends..]));
        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(Violations)[last.Violations..]));
    }

    void ISavedSearch.EndRestoring()
    {
        foreach (StateLevel level in Levels)
        {
            foreach (StateBlock block in level.Blocks) Found.Add(block);
        }
    }

    private void TakeOver(StateGraph beginning)
    {
        int[] starts = [.. beginning.LevelStarts, beginning.LevelEnd, beginning.States.Count];
        SetExpander worker = _workers[0] ??= _newWorker();
        for (int depth = 0; depth < starts.Length - 1; depth++)
        {
            for (int state = starts[depth]; state < starts[depth + 1]; state++)
            {
                StateBlock block = StateBlock.Of(beginning.States[state][0]);
                worker.Successors.Add(block.Key, block.States);
            }

            Add(Merge([worker]));
        }

        Transitions = beginning.Transitions;
        Ends.AddRange(beginning.Ends.Select(end => new EndState(beginning.States[end][0], beginning.DepthOf(end))));
        Violations.AddRange(beginning.Violations.Select(step => new ViolatingLevel(step.Property, beginning.DepthOf(step.Source))));
    }

    private void Add(StateLevel level)
    {
        Levels.Add(level);
        StateCount += level.Count;
    }

    /// <summary>Finds the level after the last; false if a limit was reached before.</summary>
    private bool TryExpand(StateLevel level, LimitWatch watch)
    {
        ForEachTask(level.Blocks, (worker, first, count) =>
        {
            if (first > 0 && first % BlocksBetweenLooks == 0) Look(watch);
            if (StopReason is null) worker.Expand(level.Blocks.AsSpan(first, count));
        });
        if (StopReason is not null) return false;

        SetExpander[] workers = [.. _workers.OfType<SetExpander>()];
        foreach (SetExpander worker in workers) TakeOver(worker);
        StateLevel next = Merge(workers);
        if (next.Count > 0) Add(next);
        else _isExhausted = true;
        return true;
    }

    private void Look(LimitWatch watch)
    {
        lock (_look) StopReason ??= watch.FindReasonToStop(this);
    }

    /// <summary>Takes over what a worker found in a level besides states.</summary>
    private void TakeOver(SetExpander worker)
    {
        Transitions += worker.Transitions;
        foreach (Property property in worker.Violated.Items())
        {
            if (!Violations.Exists(violation => violation.Property == property)) Violations.Add(new(property, Depth));
        }

        foreach (ulong end in worker.Ends) Ends.Add(new(end, Depth));
        worker.BeginLevel();
    }

    /// <summary>Adds the successors that the workers found to all states; those that are new are the next level.</summary>
    private StateLevel Merge(SetExpander[] workers)
    {
        foreach (SetExpander worker in workers) worker.Successors.Flush();
        ParallelLoop.Run(RegionedSet.Count, _workers.Length, region => Merge(workers, region));
        foreach (SetExpander worker in workers) worker.Successors.Clear();
        return _hasRows ? StateLevel.OfRows(_new, _workers.Length) : StateLevel.Of(_new, _workers.Length);
    }

    private void Merge(SetExpander[] workers, int region)
    {
        _new[region].Clear(room: workers.Sum(worker => worker.Successors.In(region).Length));
        foreach (SetExpander worker in workers) _new[region].Add(worker.Successors.In(region), Found[region]);
        if (_hasRows) _new[region].Sort();
    }

    private void ForEachTask(StateBlock[] blocks, Action<SetExpander, int, int> work)
    {
        int tasks = (blocks.Length + BlocksPerTask - 1) / BlocksPerTask;
        ParallelLoop.Run(tasks, _workers.Length, (worker, task) =>
        {
            int first = task * BlocksPerTask;
            work(_workers[worker] ??= _newWorker(), first, Math.Min(BlocksPerTask, blocks.Length - first));
        });
    }
}

/// <summary>An end state, as the search stores it, and its distance from the initial one.</summary>
internal readonly record struct EndState(ulong Stored, int Depth);

/// <summary>The distance of the nearest state with a step that violates a property.</summary>
internal readonly record struct ViolatingLevel(Property Property, int Depth);
