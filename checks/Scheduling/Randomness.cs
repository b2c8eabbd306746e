using System.Numerics;

namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Where all random choices come from: xoshiro256** (Blackman, Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS
/// 2021), its state filled by SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). The
/// same seed gives the same numbers on every machine and every runtime.
/// </summary>
internal struct Randomness
{
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    private ulong _s0, _s1, _s2, _s3;

    public Randomness(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>The choices of one execution: they follow from the seed and its number alone, so that it can be repeated alone.</summary>
    public static Randomness For(ulong seed, long execution) => Filled(Mix(Mix(seed + Gamma) + ((ulong)execution * Gamma)));

    /// <summary>Another source, whose numbers have nothing to do with those that this one still gives.</summary>
    public Randomness Fork() => Filled(Next());

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9, shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>
    /// A number from 0 up and below <paramref name="limit"/>, each as likely (Lemire, "Fast Random Integer Generation in an
    /// Interval", ACM TOMACS 2019).
    /// </summary>
    public int Below(int limit)
    {
        ulong bound = (ulong)limit;
        ulong high = Math.BigMul(Next(), bound, out ulong low);
        if (low >= bound) return (int)high;

        ulong rest = (0 - bound) % bound;
        while (low < rest) high = Math.BigMul(Next(), bound, out low);
        return (int)high;
    }

    /// <summary>True in this many of a hundred cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>The next number of SplitMix64.</summary>
    internal static ulong SplitMix(ref ulong state) => Mix(state += Gamma);

    private static Randomness Filled(ulong state) =>
        new(SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
