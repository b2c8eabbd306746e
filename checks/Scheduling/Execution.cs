namespace RaceModel.Checks.Scheduling;

/// <summary>How an execution ended.</summary>
internal enum ExecutionEnd
{
    /// <summary>With the switch-over.</summary>
    SwitchOver,

    /// <summary>With a step that violates a property that was asked for; the execution was stopped there.</summary>
    Violation,

    /// <summary>In a state in which no process can step and which is no end.</summary>
    Deadlock,

    /// <summary>It got too long.</summary>
    MaxSteps,
}

/// <summary>One run of a scenario under a scheduler.</summary>
internal sealed record Execution
{
    /// <summary>Its number in the campaign; with the seed it is all that is needed to repeat it.</summary>
    public required long Number { get; init; }

    /// <summary>The processes that stepped, one after the other.</summary>
    public required byte[] Processes { get; init; }

    /// <summary>How it ended.</summary>
    public required ExecutionEnd End { get; init; }

    /// <summary>The state that it ended in.</summary>
    public required State Last { get; init; }

    /// <summary>The properties that it violates, of those that were asked for. They are violated at its end.</summary>
    public required PropertySet Violated { get; init; }

    /// <summary>
    /// A fair scheduler got no nearer to a switch-over within the limits: perhaps none can be reached any more. It is a violation
    /// of <see cref="Property.AlwaysCompletes"/> only if <see cref="StuckCheck"/> says so.
    /// </summary>
    public required bool IsSuspect { get; init; }

    /// <summary>What of the model it has run.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>How many steps it has.</summary>
    public int Steps => Processes.Length;

    /// <summary>How often another process than the last one stepped.</summary>
    public int Switches => ContextSwitches.Count(Processes);

    /// <summary>The first violated property in the order of their declaration; null if none is.</summary>
    public Property? FirstViolated => Violated.IsEmpty ? null : Violated.Items().First();
}
