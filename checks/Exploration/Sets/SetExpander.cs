namespace RaceModel.Checks.Exploration.Sets;

/// <summary>One worker's part in a search by sets: it takes the steps from states of a level, and keeps what it finds there.</summary>
internal abstract class SetExpander
{
    /// <summary>The successors, whether they were found in earlier levels or not.</summary>
    public SuccessorBuffer Successors { get; } = new();

    /// <summary>How many steps lead to them.</summary>
    public long Transitions { get; protected set; }

    /// <summary>The properties that some of these steps violate.</summary>
    public PropertySet Violated { get; protected set; }

    /// <summary>The end states, as they are stored.</summary>
    public List<ulong> Ends { get; } = [];

    /// <summary>Forgets what was found besides successors.</summary>
    public void BeginLevel()
    {
        Transitions = 0;
        Violated = default;
        Ends.Clear();
    }

    /// <summary>Takes all steps from some states.</summary>
    public abstract void Expand(ReadOnlySpan<StateBlock> blocks);

    /// <summary>Selects those of some states that have a step of a kind.</summary>
    public abstract void Select(ReadOnlySpan<StateBlock> blocks, Span<ulong> selected, StepGoal goal);
}
