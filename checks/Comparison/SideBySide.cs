using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Comparison;

/// <summary>A property that one of two protocols violates and the other keeps, for the same guest.</summary>
/// <param name="Violating">The result of the protocol that violates it.</param>
/// <param name="KeepingLabel">The protocol that keeps it.</param>
/// <param name="ViolatingLabel">The protocol that violates it.</param>
/// <param name="Property">The property.</param>
internal sealed record Difference(CheckResult Violating, string ViolatingLabel, string KeepingLabel, Property Property)
{
    public Verdict Verdict => Violating[Property];
}

/// <summary>Finds what tells two protocols apart.</summary>
internal static class SideBySide
{
    /// <summary>The difference with the shortest schedule; null if no property of any guest tells the rows apart.</summary>
    public static Difference? FindFirst(ComparisonRow left, ComparisonRow right) =>
        Differences(left, right).Concat(Differences(right, left)).MinBy(difference => difference.Verdict.Length);

    private static IEnumerable<Difference> Differences(ComparisonRow violating, ComparisonRow keeping)
    {
        for (int guest = 0; guest < violating.Results.Count; guest++)
        {
            CheckResult left = violating.Results[guest], right = keeping.Results[guest];
            foreach (Property property in left.Violated.Items())
            {
                if (right[property].Kind == VerdictKind.Holds)
                    yield return new(left, violating.Contender.Label, keeping.Contender.Label, property);
            }
        }
    }
}
