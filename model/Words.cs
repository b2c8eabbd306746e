using System.Collections.Concurrent;

namespace RaceModel;

/// <summary>The words by which the catalogue, the command line and the schedules name the members of the model's enumerations.</summary>
public static class Words
{
    private static readonly ConcurrentDictionary<Type, string[]> KnownWords = new();

    /// <summary>A member's word: its name in lower case, with hyphens (<c>write-protect-clear-dirty</c>).</summary>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum =>
        All<TEnum>()[Array.IndexOf(Enum.GetValues<TEnum>(), value)];

    /// <summary>The words of all members, in the order in which they are declared.</summary>
    public static IReadOnlyList<string> All<TEnum>() where TEnum : struct, Enum =>
        KnownWords.GetOrAdd(typeof(TEnum), static _ => [.. Enum.GetNames<TEnum>().Select(Hyphenate)]);

    /// <summary>Finds the member that a word names; false if there is none.</summary>
    public static bool TryParse<TEnum>(string word, out TEnum value) where TEnum : struct, Enum
    {
        IReadOnlyList<string> words = All<TEnum>();
        for (int index = 0; index < words.Count; index++)
        {
            if (words[index] != word) continue;
            value = Enum.GetValues<TEnum>()[index];
            return true;
        }

        value = default;
        return false;
    }

    private static string Hyphenate(string name) => string.Concat(name.Select((letter, index) =>
        char.IsUpper(letter) ? (index == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
