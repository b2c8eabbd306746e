using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel;

/// <summary>
/// The 64-bit hash of a run of words: one multiply-and-fold a word, after Wang Yi's wyhash, so that each input bit reaches
/// each output bit and equal inputs hash alike in every process (unlike <see cref="HashCode"/>).
/// </summary>
internal static class StateHash
{
    private const ulong Seed = 0xA076_1D64_78BD_642F;
    private const ulong Secret = 0xE703_7ED1_A0B4_28DB;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<ulong> words)
    {
        ulong hash = Seed;
        foreach (ulong word in words) hash = Fold(hash ^ word, Secret);
        return Fold(hash, Seed ^ (ulong)words.Length);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low ^ BitOperations.RotateLeft(left, 32);
    }
}
