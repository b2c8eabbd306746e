using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RaceModel;

/// <summary>
/// One situation of the whole system: memory, I/O page table, IOTLBs, DMA requests, guest, and both threads of the VMM.
/// A fixed-size unmanaged value of packed bit fields; two situations that no later step can tell apart are equal states.
/// </summary>
/// <remarks>The place of each field is written down once, in <see cref="StateLayout"/>.</remarks>
[InlineArray(WordCount)]
public struct State : IEquatable<State>
{
    /// <summary>How many 64-bit words a state has before it is packed for a scenario.</summary>
    internal const int WordCount = 9;

    private ulong _word;

    /// <summary>The words, for packing.</summary>
    internal static Span<ulong> WordsOf(ref State state) => MemoryMarshal.CreateSpan(ref state._word, WordCount);

    /// <inheritdoc/>
    public readonly bool Equals(State other) => ((ReadOnlySpan<ulong>)this).SequenceEqual(other);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is State other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => (int)Hash64();

    /// <summary>A 64-bit hash of all fields, the same in every run and on every machine.</summary>
    public readonly ulong Hash64() => StateHash.Of(this);

    /// <summary>Whether all fields are equal.</summary>
    public static bool operator ==(State left, State right) => left.Equals(right);

    /// <summary>Whether some field differs.</summary>
    public static bool operator !=(State left, State right) => !left.Equals(right);

    internal readonly ulong Get(int word, int shift, int width) => (this[word] >> shift) & ((1UL << width) - 1);

    internal void Set(int word, int shift, int width, ulong value)
    {
        ulong mask = ((1UL << width) - 1) << shift;
        this[word] = (this[word] & ~mask) | (value << shift);
    }
}
