using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>What steps write to a part of the states, and the values that come of it.</summary>
internal sealed class PartWrites(StatePart part)
{
    /// <summary>The number of the write that changes nothing.</summary>
    public const uint None = 0;

    // A write is the bits that it sets, and then those that it keeps.
    private readonly PartTable _writes = new(2 * part.Width);

    /// <summary>The number of the write that puts some bits of <paramref name="to"/> in the place of what is there.</summary>
    /// <param name="bits">Which bits.</param>
    /// <param name="to">Their new values, among others.</param>
    public uint NumberOf(ReadOnlySpan<ulong> bits, ReadOnlySpan<ulong> to)
    {
        if (!bits.ContainsAnyExcept(0UL)) return None;

        int width = part.Width;
        Span<ulong> write = stackalloc ulong[2 * width];
        for (int word = 0; word < width; word++) (write[word], write[width + word]) = (to[word] & bits[word], ~bits[word]);
        return _writes.NumberOf(write) + 1;
    }

    /// <summary>The value that a write makes of a value.</summary>
    public uint Apply(uint write, uint value)
    {
        if (write == None) return value;

        int width = part.Width;
        Span<ulong> changed = stackalloc ulong[width];
        ReadOnlySpan<ulong> before = part.Values[value], words = _writes[write - 1];
        for (int word = 0; word < width; word++) changed[word] = (before[word] & words[width + word]) | words[word];
        return part.Values.NumberOf(changed);
    }
}
