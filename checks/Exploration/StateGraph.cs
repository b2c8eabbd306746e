using System.Runtime.InteropServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration;

/// <summary>The first step of a search that violates a property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Source">The state it starts from.</param>
/// <param name="Process">The process that steps.</param>
/// <param name="Length">Steps from the initial state on, this one included: no schedule to a violation is shorter.</param>
internal readonly record struct ViolatingStep(Property Property, int Source, int Process, int Length);

/// <summary>What a breadth-first search found: the reachable states, level by level.</summary>
internal sealed class StateGraph : ISearchExtent, ISavedSearch
{
    /// <param name="wordCount">How many words a state has.</param>
    /// <param name="parts">What the words of states refer to.</param>
    public StateGraph(int wordCount, IReadOnlyList<PartTable> parts)
    {
        Parts = parts;
        States = new StateStore(wordCount);
        Table = new StateTable(States);
    }

    public StateStore States { get; }

    public StateTable Table { get; }

    public IReadOnlyList<PartTable> Parts { get; }

    /// <summary>The number of the first state of each level; level n is n steps from the initial state.</summary>
    public List<int> LevelStarts { get; } = [];

    /// <summary>How many states have been expanded: those with the smallest numbers.</summary>
    public int Expanded { get; set; }

    /// <summary>The number after that of the last state of the level that is expanded.</summary>
    public int LevelEnd { get; set; }

    /// <summary>Whether all states of that level have been expanded, so that all states of the next are known.</summary>
    public bool IsAtLevelEnd => Expanded == LevelEnd;

    /// <summary>The end states, nearest first.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>For each property that a single step can violate, the first step that does.</summary>
    public List<ViolatingStep> Violations { get; } = [];

    public long Transitions { get; set; }

    /// <summary>Why the search stopped before it was complete; null if it is complete.</summary>
    public string? StopReason { get; set; }

    public bool IsComplete => StopReason is null;

    public long StateCount => States.Count;

    public long Frontier => States.Count - Expanded;

    public int Depth => Math.Max(0, LevelStarts.Count - 1);

    public long Bytes => States.Bytes + Table.Bytes + Parts.Sum(part => part.Bytes);

    public long BytesToGrow => 2 * Table.Bytes;

    public long[] LevelSizes()
    {
        var sizes = new long[LevelStarts.Count];
        for (int level = 0; level < sizes.Length; level++) sizes[level] = (level + 1 < sizes.Length ? LevelStarts[level + 1] : LevelEnd) - LevelStarts[level];
        return sizes;
    }

    SearchMark ISavedSearch.Mark => new()
    {
        States = States.Count,
        Expanded = Expanded,
        LevelEnd = LevelEnd,
        Levels = LevelStarts.Count,
        Ends = Ends.Count,
        Violations = Violations.Count,
        Transitions = Transitions,
    };

    void ISavedSearch.MakeRoom(SearchMark last, SearchMark next)
    {
        States.Extend((int)(next.States - last.States));
        CollectionsMarshal.SetCount(LevelStarts, next.Levels);
        CollectionsMarshal.SetCount(Ends, next.Ends);
        CollectionsMarshal.SetCount(Violations, next.Violations);
        Expanded = (int)next.Expanded;
        LevelEnd = (int)next.LevelEnd;
        Transitions = next.Transitions;
    }

    void ISavedSearch.VisitContent(SearchMark last, SearchMark next, Action<Span<byte>> visit)
    {
        States.VisitBytes((int)last.States, (int)next.States, visit);
        States.VisitWitnessBytes((int)last.Expanded, (int)next.Expanded, visit);
        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(LevelStarts)[last.Levels..]));
        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(Ends)[last.Ends..]));
        visit(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(Violations)[last.Violations..]));
    }

    void ISavedSearch.EndRestoring() => Table.EnterStored();

    /// <summary>Goes on to the states that the last level led to.</summary>
    public void BeginLevel()
    {
        LevelStarts.Add(Expanded);
        LevelEnd = States.Count;
    }

    /// <summary>Takes over what a chunk found besides states.</summary>
    public void Record(SuccessorChunk chunk)
    {
        Transitions += chunk.Count;
        Ends.AddRange(chunk.EndStates);
        foreach (ViolatingStep step in chunk.Violations)
        {
            if (FindViolation(step.Property) is null) Violations.Add(step);
        }
    }

    /// <summary>The first step that violates a property; null if no step does.</summary>
    public ViolatingStep? FindViolation(Property property)
    {
        foreach (ViolatingStep step in Violations)
        {
            if (step.Property == property) return step;
        }

        return null;
    }

    /// <summary>How many steps a state is away from the initial one.</summary>
    public int DepthOf(int state)
    {
        int index = LevelStarts.BinarySearch(state);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>The processes whose steps lead to a state on a shortest way.</summary>
    public List<int> ProcessesTo(int state)
    {
        List<int> processes = [];
        for (; state != 0; state = States.PredecessorOf(state)) processes.Add(States.ProcessInto(state));
        processes.Reverse();
        return processes;
    }
}
