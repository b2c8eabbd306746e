namespace RaceModel.Checks.Reduction;

/// <summary>What an <see cref="AccessProbe"/> saw of a step.</summary>
internal struct RecordedAccess
{
    public ulong Reads, Writes;
    public Rule Rule;
}

/// <summary>Notes which shared parts a step reads and writes. It writes to where it is told, so that nothing is allocated.</summary>
internal readonly unsafe struct AccessProbe(RecordedAccess* record) : IProbe
{
    public static bool Watches => true;

    public void Read(Location location) => record->Reads |= SharedParts.Of(location);

    public void Write(Location location) => record->Writes |= SharedParts.Of(location);

    public void ReadBits(StateLayout.Field field)
    {
    }

    public void WriteBits(StateLayout.Field field)
    {
    }

    public void Took(in Step step) => record->Rule = step.Rule;

    public void Blocked(string guard, int number)
    {
    }
}
