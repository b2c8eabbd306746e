using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Tests;

/// <summary>The verdicts of a check as one short text, as in the cells of a comparison: <c>LW42 TT43 UF7 RF43</c>.</summary>
internal static class VerdictText
{
    public static string Of(CheckResult result) => VerdictCell.Of(result);

    /// <summary>The verdicts on all nine properties by a search without limits.</summary>
    public static string Of(Scenario scenario) => Of(new Checker(new SearchLimits()).Check(scenario, PropertySet.All));
}
