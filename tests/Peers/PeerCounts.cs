using System.Globalization;
using System.Runtime.CompilerServices;

namespace RaceModel.Tests.Peers;

/// <summary>The numbers on which all checkers agree, as the table of <c>README.md</c> has them.</summary>
internal static class PeerCounts
{
    public static IReadOnlyList<PeerCount> All { get; } =
    [
        .. File.ReadLines(Path.Combine(ThisFolder(), "README.md"))
            .SkipWhile(line => line != "## Counts")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(Parse),
    ];

    private static PeerCount Parse(string row)
    {
        string[] cells = row.Split('|', StringSplitOptions.TrimEntries);
        return new(cells[1].Trim('`'), Number(cells[2]), Number(cells[3]));
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>A model and its size.</summary>
internal sealed record PeerCount(string Model, long States, long Transitions);
