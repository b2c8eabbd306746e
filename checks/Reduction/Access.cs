namespace RaceModel.Checks.Reduction;

/// <summary>What a step, or all steps of some future, read and write of the parts that processes share: see <see cref="SharedParts"/>.</summary>
internal readonly record struct Access(ulong Reads, ulong Writes)
{
    public static Access operator |(Access left, Access right) => new(left.Reads | right.Reads, left.Writes | right.Writes);

    /// <summary>Whether the order of the two can matter.</summary>
    public bool ConflictsWith(Access other) => ((Writes & (other.Reads | other.Writes)) | (Reads & other.Writes)) != 0;

    /// <summary>Whether everything that the other does is done here, too.</summary>
    public bool Covers(Access other) => (other.Reads & ~(Reads | Writes)) == 0 && (other.Writes & ~Writes) == 0;
}
