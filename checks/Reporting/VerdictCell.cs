using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Reporting;

/// <summary>A result in a table's cell: the violated properties, each with the length of a shortest counterexample.</summary>
internal static class VerdictCell
{
    /// <summary>
    /// <c>LW42 UF7</c>; <c>-</c> if all hold; a property whose verdict is unknown has a question mark, which stands alone if nothing is known.
    /// </summary>
    public static string Of(CheckResult result) => string.Join(' ', Items(result).DefaultIfEmpty("-"));

    /// <summary>The same with at most two to a line.</summary>
    public static string Folded(CheckResult result) =>
        string.Join('\n', Items(result).Chunk(2).Select(pair => string.Join(' ', pair)).DefaultIfEmpty("-"));

    private static IEnumerable<string> Items(CheckResult result) => result.Verdicts.All(verdict => verdict.Kind == VerdictKind.Unknown)
        ? ["?"]
        : result.Verdicts
            .Where(verdict => verdict.Kind != VerdictKind.Holds)
            .Select(verdict => verdict.Property.Abbreviation() + (verdict.Length?.ToString(provider: null) ?? "?"));
}
