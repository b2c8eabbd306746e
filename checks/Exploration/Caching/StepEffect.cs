namespace RaceModel.Checks.Exploration.Caching;

/// <summary>How much is known of the step that a process takes where its own part of the state has a certain value.</summary>
internal enum StepKind
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

/// <summary>What is known of a process's step from a value of its own part of the state, in one word that workers write at once.</summary>
/// <param name="Bits">From the lowest bits: a number; the properties that the step violates and its footprint, or the number of the bits that it reads; the kind.</param>
internal readonly record struct KnownStep(ulong Bits)
{
    private const int DetailShift = 32, FootprintShift = 48, KindShift = 62;

    /// <summary>How many footprints steps that are alone can have.</summary>
    public const int MaxFootprints = 1 << (KindShift - FootprintShift);

    /// <summary>No step, whatever the other part is.</summary>
    public static KnownStep Blocked => new((ulong)StepKind.Blocked << KindShift);

    public StepKind Kind => (StepKind)(Bits >> KindShift);

    /// <summary>If it is alone: the value it leads to. If it is shared: what it sees of its own part.</summary>
    public uint Number => (uint)Bits;

    /// <summary>If it is alone: the properties it violates.</summary>
    public PropertySet Violated => new((ushort)(Bits >> DetailShift));

    /// <summary>If it is alone: the number of its footprint.</summary>
    public int Footprint => (int)(Bits >> FootprintShift) & (MaxFootprints - 1);

    /// <summary>If it is shared: the number of its <see cref="StepReads"/>.</summary>
    public int Reads => (int)(Bits >> DetailShift) & 0x3FFF_FFFF;

    public static KnownStep Alone(uint value, PropertySet violated, int footprint) =>
        new(((ulong)StepKind.Alone << KindShift) | ((ulong)footprint << FootprintShift) | ((ulong)violated.Bits << DetailShift) | value);

    public static KnownStep Shared(uint view, int reads) => new(((ulong)StepKind.Shared << KindShift) | ((ulong)reads << DetailShift) | view);
}

/// <summary>What a shared step does, for all states that look alike to it.</summary>
internal readonly record struct StepEffect
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

    /// <summary>The number of what it reads and writes of the parts that processes share; 0 where none is wanted.</summary>
    public required int Footprint { get; init; }

    /// <summary>What it writes to its own part.</summary>
    public required uint Write { get; init; }

    /// <summary>What it writes to the other part.</summary>
    public required uint OtherWrite { get; init; }
}
