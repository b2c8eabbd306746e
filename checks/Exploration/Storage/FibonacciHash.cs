using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>
/// Spreads keys over a table whose length is a power of two: the highest bits of their product with that power of two over the golden
/// ratio (Knuth, "The Art of Computer Programming", volume 3, section 6.4).
/// </summary>
internal static class FibonacciHash
{
    /// <summary>The place of a key among two to the power of <paramref name="bits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ulong key, int bits) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> (64 - bits));

    /// <inheritdoc cref="Of(ulong, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(uint key, int bits) => (int)((key * 0x9E37_79B9) >> (32 - bits));
}
