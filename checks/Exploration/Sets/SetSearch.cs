using System.Collections.Concurrent;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// Level-synchronous breadth-first search of a scenario that works on sets of states: a level is one, and so is all that was found before.
/// States are not numbered and no step into them is kept, so nothing depends on the order in which workers find them; schedules are found
/// afterwards, backwards through the levels (<see cref="SetFindings"/>).
/// </summary>
/// <remarks>
/// A state is a pair: what guest and VMM do, and what devices and IOMMU hold. The states of a level that agree in the first make a row, and
/// a step of guest and VMM takes a whole row to another one; a step of a device seldom leaves its row. So a state costs a bit, and most steps
/// cost the setting of one.
/// </remarks>
internal sealed class SetSearch : ISearchExtent
{
    private const int BlocksPerTask = 128, TasksBetweenLooks = 32;

    private readonly ConcurrentBag<RowSearch> _workers = [];
    private readonly ParallelOptions _parallel;

    public SetSearch(ScenarioSource source, int workers)
    {
        Source = source;
        _parallel = new() { MaxDegreeOfParallelism = workers };
        ulong start = source.Store(source.Start);
        Found.Add(StateBlock.Of(start));
        Levels.Add(new([StateBlock.Of(start)], 1));
        StateCount = 1;
    }

    public ScenarioSource Source { get; }

    /// <summary>All states found.</summary>
    public RegionedSet Found { get; } = new();

    /// <summary>The states by their distance from the initial one; the last level is the frontier of a search that has stopped.</summary>
    public List<StateLevel> Levels { get; } = [];

    /// <summary>The end states, nearest first, each with its distance.</summary>
    public List<(State State, int Depth)> Ends { get; } = [];

    /// <summary>For each property that a single step can violate, the distance of the nearest state with such a step.</summary>
    public Dictionary<Property, int> Violations { get; } = [];

    /// <summary>Why the search stopped before it was complete; null if it is complete.</summary>
    public string? StopReason { get; private set; }

    public long StateCount { get; private set; }

    public long Transitions { get; private set; }

    public int Depth => Levels.Count - 1;

    public long Frontier { get; private set; } = 1;

    public long Bytes => Found.Bytes + Levels.Sum(level => level.Bytes) + Source.Parts.Sum(part => part.Bytes);

    public long BytesToGrow => 2 * Found.Bytes;

    public long[] LevelSizes() => [.. Levels.Select(level => level.Count)];

    /// <summary>Searches until there is nothing new, or a limit is reached.</summary>
    public void Run(LimitWatch watch)
    {
        while (Frontier > 0)
        {
            StopReason = watch.FindReasonToStop(this);
            if (StopReason is not null) return;

            StateLevel next = Expand(Levels[^1], watch);
            if (StopReason is not null) return;

            Frontier = next.Count;
            StateCount += next.Count;
            if (next.Count > 0) Levels.Add(next);
        }
    }

    /// <summary>Selects the states of a level that have a step to some states, or one that violates a property.</summary>
    /// <param name="blocks">The states to choose from; rows follow one another.</param>
    /// <param name="targets">The states to step to; null to ask for violations.</param>
    /// <param name="violated">The property.</param>
    /// <returns>The selected states of each block.</returns>
    public ulong[] Select(StateBlock[] blocks, StateSet? targets, PropertySet violated = default)
    {
        var selected = new ulong[blocks.Length];
        ForEachTask(blocks, 0, TaskCount(blocks), (worker, first, count) =>
            worker.Select(blocks.AsSpan(first, count), selected.AsSpan(first, count), targets, violated));
        return selected;
    }

    private StateLevel Expand(StateLevel level, LimitWatch watch)
    {
        int tasks = TaskCount(level.Blocks);
        for (int first = 0; first < tasks && StopReason is null; first += TasksBetweenLooks)
        {
            if (first > 0) StopReason = watch.FindReasonToStop(this);
            ForEachTask(level.Blocks, first, Math.Min(tasks, first + TasksBetweenLooks), (worker, start, count) => worker.Expand(level.Blocks.AsSpan(start, count)));
        }

        RowSearch[] workers = [.. _workers];
        foreach (RowSearch worker in workers) TakeOver(worker);
        return StopReason is null ? Merge(workers) : new([], 0);
    }

    /// <summary>Takes over what a worker found in a level besides states.</summary>
    private void TakeOver(RowSearch worker)
    {
        Transitions += worker.Transitions;
        foreach (Property property in worker.Violated.Items()) Violations.TryAdd(property, Depth);
        foreach (State end in worker.Ends) Ends.Add((end, Depth));
        worker.BeginLevel();
    }

    /// <summary>Adds the successors that the workers found to all states; those that are new are the next level.</summary>
    private StateLevel Merge(RowSearch[] workers)
    {
        var levels = new StateLevel[RegionedSet.Count];
        ForEach(RegionedSet.Count, region =>
        {
            StateSet successors = workers[0].Successors[region];
            foreach (RowSearch other in workers.AsSpan(1)) successors.MoveFrom(other.Successors[region]);
            levels[region] = StateLevel.OfNew(successors, Found[region]);
            successors.Clear();
        });
        return StateLevel.Join(levels);
    }

    private static int TaskCount(StateBlock[] blocks) => (blocks.Length + BlocksPerTask - 1) / BlocksPerTask;

    private void ForEachTask(StateBlock[] blocks, int from, int to, Action<RowSearch, int, int> work) => ForEach(to - from, index =>
    {
        if (!_workers.TryTake(out RowSearch? worker)) worker = new(Source);
        int first = (from + index) * BlocksPerTask;
        work(worker, first, Math.Min(BlocksPerTask, blocks.Length - first));
        _workers.Add(worker);
    });

    private void ForEach(int count, Action<int> work)
    {
        if (_parallel.MaxDegreeOfParallelism > 1 && count > 1)
        {
            Parallel.For(0, count, _parallel, work);
            return;
        }

        for (int index = 0; index < count; index++) work(index);
    }
}
