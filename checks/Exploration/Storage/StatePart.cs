namespace RaceModel.Checks.Exploration.Storage;

/// <summary>One of the two parts of a stored state: some of its packed words, of which the stored word has the number.</summary>
/// <param name="firstWord">The first of the packed words.</param>
/// <param name="width">How many there are.</param>
/// <param name="shift">Where the number stands in the stored word.</param>
internal sealed class StatePart(int firstWord, int width, int shift)
{
    /// <summary>How many packed words the part has.</summary>
    public int Width => width;

    /// <summary>All values that the part has taken.</summary>
    public PartTable Values { get; } = new(width);

    /// <summary>The number of the part's value in a stored state.</summary>
    public uint In(ulong stored) => (uint)(stored >> shift);

    /// <summary>A number where it stands in a stored state.</summary>
    public ulong Place(uint value) => (ulong)value << shift;

    /// <summary>The part's words of a packed state.</summary>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<ulong> packed) => packed.Slice(firstWord, width);

    /// <summary>Copies the words of a value to where they stand in a packed state.</summary>
    public void CopyTo(uint value, Span<ulong> packed) => Values[value].CopyTo(packed[firstWord..]);

    /// <summary>Whether the word belongs to the part.</summary>
    public bool Holds(int word) => (uint)(word - firstWord) < (uint)width;
}
