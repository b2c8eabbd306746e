using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Scheduling;

/// <summary>A set of instructions of one program, by their numbers.</summary>
[InlineArray(WordCount)]
internal struct InstructionSet : IEquatable<InstructionSet>
{
    private const int WordCount = (StateLayout.MaxInstructions / 64) + 1;

    private ulong _word;

    /// <summary>How many instructions are in the set.</summary>
    public readonly int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in this) count += BitOperations.PopCount(word);
            return count;
        }
    }

    public readonly bool Contains(int instruction) => ((this[instruction / 64] >> (instruction % 64)) & 1) != 0;

    public void Add(int instruction) => this[instruction / 64] |= 1UL << (instruction % 64);

    /// <summary>Adds all that another set has.</summary>
    public void Merge(in InstructionSet other)
    {
        for (int word = 0; word < WordCount; word++) this[word] |= other[word];
    }

    public readonly bool Equals(InstructionSet other) => ((ReadOnlySpan<ulong>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is InstructionSet other && Equals(other);

    public override readonly int GetHashCode() => (int)StateHash.Of(this);
}
