using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>The bits that steps of a process read at some position, and what they see of a state: equal views, equal steps.</summary>
internal sealed class StepReads
{
    private readonly StatePart _own;
    private readonly StatePart _other;
    private readonly ulong[] _bits;

    /// <param name="own">The part of the state in which the process's position is.</param>
    /// <param name="other">The other one.</param>
    /// <param name="bits">The bits, in packed words.</param>
    public StepReads(StatePart own, StatePart other, ulong[] bits)
    {
        (_own, _other, _bits) = (own, other, bits);
        (Own, Other) = (new(own, bits), new(other, bits));
    }

    public PartView Own { get; }

    public PartView Other { get; }

    /// <summary>Whether all of these bits are among them.</summary>
    public bool Include(ReadOnlySpan<ulong> bits)
    {
        for (int word = 0; word < bits.Length; word++)
        {
            if ((bits[word] & ~_bits[word]) != 0) return false;
        }

        return true;
    }

    /// <summary>These bits and more.</summary>
    public StepReads With(ReadOnlySpan<ulong> bits)
    {
        ulong[] all = [.. _bits];
        for (int word = 0; word < all.Length; word++) all[word] |= bits[word];
        return new(_own, _other, all);
    }
}
