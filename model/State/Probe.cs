namespace RaceModel;

/// <summary>
/// Watches one step being taken: what it reads, writes and is called. Rules are generic over it, so that a search, which needs
/// none of that, pays nothing for it.
/// </summary>
internal interface IProbe
{
    static abstract bool Watches { get; }

    void Read(Location location);

    void Write(Location location);

    void ReadBits(StateLayout.Field field);

    void WriteBits(StateLayout.Field field);

    void Took(in Step step);

    /// <summary>A step is not taken, because this guard is false; <c>#</c> stands for the number.</summary>
    void Blocked(string guard, int number);
}

/// <summary>Watches nothing.</summary>
internal readonly struct NoProbe : IProbe
{
    public static bool Watches => false;

    public void Read(Location location)
    {
    }

    public void Write(Location location)
    {
    }

    public void ReadBits(StateLayout.Field field)
    {
    }

    public void WriteBits(StateLayout.Field field)
    {
    }

    public void Took(in Step step)
    {
    }

    public void Blocked(string guard, int number)
    {
    }
}

/// <summary>Keeps the step and its footprint.</summary>
internal readonly struct RecordingProbe(StepRecord record) : IProbe
{
    public static bool Watches => true;

    public void Read(Location location) => record.Reads = record.Reads.With(location);

    public void Write(Location location) => record.Writes = record.Writes.With(location);

    public void ReadBits(StateLayout.Field field)
    {
    }

    public void WriteBits(StateLayout.Field field)
    {
    }

    public void Took(in Step step) => record.Step = step;

    public void Blocked(string guard, int number) => record.FalseGuard = (guard, number);
}

/// <summary>What a <see cref="RecordingProbe"/> saw. Whoever steps often keeps one and has it written over.</summary>
internal sealed class StepRecord
{
    public LocationSet Reads { get; set; }

    public LocationSet Writes { get; set; }

    public Step Step { get; set; }

    /// <summary>What the step violates.</summary>
    public PropertySet Violated { get; set; }

    public Footprint Footprint => new(Reads, Writes);

    /// <summary>Why no step was taken, where none was; put into words only when somebody asks.</summary>
    public (string Text, int Number) FalseGuard { get; set; }
}
