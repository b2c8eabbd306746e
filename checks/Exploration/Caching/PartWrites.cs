using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>What steps write to a part of the states, and the values that come of it.</summary>
/// <param name="part">The part.</param>
/// <param name="processCount">How many processes take steps.</param>
internal sealed class PartWrites(StatePart part, int processCount)
{
    /// <summary>The number of the write that changes nothing.</summary>
    public const uint None = 0;

    // A write is the bits that it sets, and then those that it keeps.
    private readonly PartTable _writes = new(2 * part.Width);

    // By value and process, the last write and what came of it: a process seldom writes two different things to the same value.
    private readonly Notes _results = new();

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

    /// <summary>The value that a process's write makes of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Apply(uint write, uint value, int process)
    {
        if (write == None) return value;
        int place = ((int)value * processCount) + process;
        ulong result = _results[place];
        return (uint)(result >> 32) == write ? (uint)result : Find(write, value, place);
    }

    private uint Find(uint write, uint value, int place)
    {
        uint after = Compute(write - 1, value);
        _results[place] = ((ulong)write << 32) | after;
        return after;
    }

    private uint Compute(uint write, uint value)
    {
        int width = part.Width;
        Span<ulong> changed = stackalloc ulong[width];
        ReadOnlySpan<ulong> before = part.Values[value], words = _writes[write];
        for (int word = 0; word < width; word++) changed[word] = (before[word] & words[width + word]) | words[word];
        return part.Values.NumberOf(changed);
    }
}
