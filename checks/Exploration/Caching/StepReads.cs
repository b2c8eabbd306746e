namespace RaceModel.Checks.Exploration.Caching;

/// <summary>The bits that steps of a process read at some position, and what they see of a state: equal views, equal steps.</summary>
/// <param name="own">The part of the state in which the process's position is.</param>
/// <param name="other">The other one.</param>
/// <param name="bits">The bits, in packed words.</param>
internal sealed class StepReads(ProcessPart own, ProcessPart other, ulong[] bits)
{
    public PartView Own { get; } = own.ViewOf(bits);

    public PartView Other { get; } = other.ViewOf(bits);

    /// <summary>Whether all of these bits are among them.</summary>
    public bool Include(ReadOnlySpan<ulong> read)
    {
        for (int word = 0; word < bits.Length; word++)
        {
            if ((read[word] & ~bits[word]) != 0) return false;
        }

        return true;
    }

    /// <summary>These bits and more.</summary>
    public StepReads With(ReadOnlySpan<ulong> read)
    {
        ulong[] all = [.. bits];
        for (int word = 0; word < all.Length; word++) all[word] |= read[word];
        return new(own, other, all);
    }
}
