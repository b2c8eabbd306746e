namespace RaceModel.Checks.Reduction;

/// <summary>Ways to search fewer states for the same verdicts.</summary>
[Flags]
public enum Reductions
{
    /// <summary>All states are searched, and counterexamples are shortest ones.</summary>
    None = 0,

    /// <summary>Where steps of several processes commute, they are searched in one order only.</summary>
    PartialOrder = 1,

    /// <summary>States from which only one step leads on are passed through and not stored.</summary>
    Local = 2,

    /// <summary>States that differ only in the numbers of interchangeable devices and requests are stored once; counterexamples stay shortest ones.</summary>
    Symmetry = 4,
}

/// <summary>The words by which the command line and the reports name reductions.</summary>
internal static class ReductionWords
{
    private static readonly (string Word, Reductions Reductions)[] Words = [("por", Reductions.PartialOrder), ("local", Reductions.Local), ("symmetry", Reductions.Symmetry)];

    public const string None = "none", All = "all";

    public static Reductions AllReductions { get; } = Words.Aggregate(Reductions.None, (all, pair) => all | pair.Reductions);

    /// <summary>All words, those for none and all of them included.</summary>
    public static IReadOnlyList<string> Known { get; } = [None, All, .. Words.Select(pair => pair.Word)];

    /// <summary>The reductions that a word means; null if none goes by it.</summary>
    public static Reductions? Find(string word) => word switch
    {
        None => Reductions.None,
        All => AllReductions,
        _ => Words.Where(pair => pair.Word == word).Select(pair => (Reductions?)pair.Reductions).FirstOrDefault(),
    };

    /// <summary>As the command line has them.</summary>
    public static string Write(Reductions reductions) => reductions == Reductions.None ? None : string.Join(',', Of(reductions));

    /// <summary>The words of those that are switched on, in a fixed order.</summary>
    public static IEnumerable<string> Of(Reductions reductions) => Words.Where(pair => reductions.HasFlag(pair.Reductions)).Select(pair => pair.Word);
}
