using System.Runtime.InteropServices;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>How much is known of the step that a process takes where its own part of the state has a certain value.</summary>
internal enum StepKind : byte
{
    /// <summary>Nothing yet.</summary>
    Unknown,

    /// <summary>None is enabled, whatever the other part is.</summary>
    Blocked,

    /// <summary>It neither reads nor writes the other part.</summary>
    Alone,

    /// <summary>It may depend on the other part.</summary>
    Shared,
}

/// <summary>What is known of a process's step from a value of its own part of the state.</summary>
/// <param name="Number">If it is alone: the value it leads to. If it is shared: what it sees of its own part.</param>
/// <param name="Detail">If it is alone: the properties it violates. If it is shared: the number of the bits it may read.</param>
/// <param name="Kind">Which of these.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct KnownStep(uint Number, ushort Detail, StepKind Kind)
{
    public static KnownStep Blocked => new(0, 0, StepKind.Blocked);

    public static KnownStep Alone(uint value, PropertySet violated) => new(value, violated.Bits, StepKind.Alone);
}

/// <summary>What a shared step does, for all states that look alike to it.</summary>
internal readonly struct StepEffect
{
    /// <summary>The shared step.</summary>
    public required KnownStep Step { get; init; }

    /// <summary>What it sees of the other part.</summary>
    public required uint OtherView { get; init; }

    /// <summary>Whether it is enabled.</summary>
    public required bool IsTaken { get; init; }

    /// <summary>Whether it neither read nor wrote the other part this time.</summary>
    public required bool IsAlone { get; init; }

    /// <summary>The properties that it violates.</summary>
    public required PropertySet Violated { get; init; }

    /// <summary>What it writes to its own part.</summary>
    public required uint Write { get; init; }

    /// <summary>What it writes to the other part.</summary>
    public required uint OtherWrite { get; init; }
}
