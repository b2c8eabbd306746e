using System.Numerics;

namespace RaceModel.Checks.Scheduling;

/// <summary>A set of processes, numbered from 0 up.</summary>
internal readonly record struct ProcessSet(uint Bits)
{
    /// <summary>How many processes a set has room for.</summary>
    public const int Capacity = 32;

    public bool IsEmpty => Bits == 0;

    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The process with the smallest number.</summary>
    public int First => BitOperations.TrailingZeroCount(Bits);

    public bool Contains(int process) => process >= 0 && ((Bits >> process) & 1) != 0;

    public ProcessSet With(int process) => new(Bits | (1U << process));

    public ProcessSet Without(int process) => new(Bits & ~(1U << process));

    /// <summary>What is in this set and not in the other.</summary>
    public ProcessSet Except(ProcessSet other) => new(Bits & ~other.Bits);

    /// <summary>What is in both sets.</summary>
    public ProcessSet Intersect(ProcessSet other) => new(Bits & other.Bits);

    /// <summary>The set without its smallest process: <c>for (rest = set; !rest.IsEmpty; rest = rest.WithoutFirst)</c> visits all.</summary>
    public ProcessSet WithoutFirst => new(Bits & (Bits - 1));

    /// <summary>The next process of the set after one, in a circle; the same if it is the only one.</summary>
    public int After(int process)
    {
        var behind = new ProcessSet(process < Capacity - 1 ? Bits & (uint.MaxValue << (process + 1)) : 0);
        return behind.IsEmpty ? First : behind.First;
    }

    /// <summary>One process of the set, each as likely.</summary>
    public int Any(ref Randomness random)
    {
        ProcessSet rest = this;
        for (int skip = random.Below(Count); skip > 0; skip--) rest = rest.WithoutFirst;
        return rest.First;
    }
}
