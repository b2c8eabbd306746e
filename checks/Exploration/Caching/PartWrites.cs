using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// What steps write to a part of the states, and the values that come of it. Remembers the latest ones, for one worker.
/// </summary>
internal sealed class PartWrites(StatePart part)
{
    /// <summary>The number of the write that changes nothing.</summary>
    public const uint None = 0;

    private const int MaxResultShift = 14;

    // A write is the bits that it sets, and then those that it keeps.
    private readonly PartTable _writes = new(2 * part.Width);
    private readonly RecentItems<Result> _results = new(MaxResultShift);

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
        ulong hash = ((ulong)write << 32) | value;
        Result result = _results.SlotOf(hash);
        return result.Write == write && result.Before == value ? result.After : _results.Put(hash, new(write, value, Compute(write - 1, value))).After;
    }

    private uint Compute(uint write, uint value)
    {
        int width = part.Width;
        Span<ulong> changed = stackalloc ulong[width];
        ReadOnlySpan<ulong> before = part.Values[value], words = _writes[write];
        for (int word = 0; word < width; word++) changed[word] = (before[word] & words[width + word]) | words[word];
        return part.Values.NumberOf(changed);
    }

    private readonly record struct Result(uint Write, uint Before, uint After);
}
