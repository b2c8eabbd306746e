using RaceModel.Checks.Exploration;

namespace RaceModel.Tests;

/// <summary>
/// The verdicts of a check as one short text, <c>LW42 TT43 UF7 RF43</c>: each violated property with the length of its
/// counterexample, <c>?</c> after a property whose verdict is unknown, <c>-</c> if all hold.
/// </summary>
internal static class VerdictText
{
    public static string Of(CheckResult result)
    {
        IEnumerable<string> words = result.Verdicts.Where(verdict => verdict.Kind != VerdictKind.Holds)
            .Select(verdict => verdict.Property.Abbreviation() + (verdict.Length?.ToString(provider: null) ?? "?"));
        string text = string.Join(' ', words);
        return text.Length == 0 ? "-" : text;
    }

    /// <summary>The verdicts on all nine properties by a search without limits.</summary>
    public static string Of(Scenario scenario) => Of(new Checker(new SearchLimits()).Check(scenario, PropertySet.All));
}
