namespace RaceModel.Tests;

/// <summary>A mistake that somebody could make: one edit of the product's sources.</summary>
/// <remarks>
/// Some mistakes change no verdict, and no mutant makes them:
/// a freeze that ignores the lock, since only the migration thread itself can hold it while the guest runs;
/// a trapped guest that runs on, since its next step is the unmap that it is in;
/// a lost write told by "older" instead of "not the same", since the destination never has a version that RAM has not had;
/// an invalidation that reaches requests outside of its range, since a request may take any time, and may be looked up twice;
/// a second await of a request that has been forgotten, since the first has remembered all there is.
/// Of two more, thousands of random scenarios showed no difference:
/// load-store-clear-dirty that stores the entry as it is by then, clean: in between hardware only sets the dirty bit, which was set,
/// unless it writes an entry back; and a pass of the copy loop that starts over after each page, which the next pass would copy.
/// </remarks>
/// <param name="Name">What is wrong, in the field's words.</param>
/// <param name="File">The file, from the repository's root.</param>
/// <param name="KilledBy">The name of the kill test that must notice.</param>
/// <param name="Old">What the edit replaces; it stands in the file exactly once.</param>
/// <param name="New">What it is replaced with.</param>
internal sealed record Mutant(string Name, string File, string KilledBy, string Old, string New)
{
    public static IReadOnlyList<Mutant> All { get; } =
        [.. GuestMutants.All, .. DmaMutants.All, .. KernelMutants.All, .. VmmMutants.All, .. StateMutants.All, .. SearchMutants.All, .. ReductionMutants.All];

    /// <summary>The file's text with the edit made.</summary>
    public string Edit(string text)
    {
        int first = text.IndexOf(Old, StringComparison.Ordinal), last = text.LastIndexOf(Old, StringComparison.Ordinal);
        if (first < 0) throw new InvalidOperationException($"'{Name}': {File} has no '{Old}'");
        if (first != last) throw new InvalidOperationException($"'{Name}': {File} has '{Old}' twice");
        return string.Concat(text.AsSpan(0, first), New, text.AsSpan(first + Old.Length));
    }
}
