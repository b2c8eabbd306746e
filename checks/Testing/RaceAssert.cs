using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Testing;

/// <summary>
/// Assertions for tests in any framework: they throw if a scenario does not give what is expected. All interleavings are searched,
/// so that an assertion that passes is a proof within the scenario's bounds.
/// </summary>
public static class RaceAssert
{
    /// <summary>Asserts that all nine properties hold.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="options">Limits of the search, and where schedules are saved.</param>
    /// <exception cref="RaceAssertException">One is violated, or the search stopped before it could tell.</exception>
    public static void Holds(Scenario scenario, RaceAssertOptions? options = null) => Holds(scenario, PropertySet.All, options);

    /// <summary>Asserts that some properties hold; others may be violated or not.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="properties">The properties.</param>
    /// <param name="options">Limits of the search, and where schedules are saved.</param>
    /// <exception cref="RaceAssertException">One is violated, or the search stopped before it could tell.</exception>
    public static void Holds(Scenario scenario, PropertySet properties, RaceAssertOptions? options = null) =>
        Check(scenario, properties, expected: default, options);

    /// <summary>Asserts that a property is violated; others may be violated or not.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="property">The property.</param>
    /// <param name="options">Limits of the search, and where schedules are saved.</param>
    /// <returns>A shortest schedule that ends in the violation.</returns>
    /// <exception cref="RaceAssertException">It holds, or the search stopped before it could tell.</exception>
    public static Schedule Violates(Scenario scenario, Property property, RaceAssertOptions? options = null)
    {
        options ??= new();
        CheckResult result = new Checker(options.Limits).Check(scenario, PropertySet.All);
        Verdict verdict = result[property];
        if (verdict.Counterexample is { } schedule) return schedule;
        string problem = verdict.Kind == VerdictKind.Holds ? "holds" : $"is unknown: {verdict.Reason}";
        throw RaceAssertException.For($"{Words.Of(property)} was to be violated, and {problem}", result, options);
    }

    /// <summary>Asserts that a scenario violates exactly some properties, as a campaign does.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="violated">The properties that must be violated; all others must hold.</param>
    /// <param name="options">Limits of the search, and where schedules are saved.</param>
    /// <exception cref="RaceAssertException">Others are violated, or not all of these.</exception>
    public static void Gives(Scenario scenario, PropertySet violated, RaceAssertOptions? options = null) =>
        Check(scenario, PropertySet.All, violated, options);

    /// <summary>Asserts that a scenario of a campaign's file gives what the file expects of it.</summary>
    /// <param name="campaignFile">The file, such as <c>Coyote.config.json</c>.</param>
    /// <param name="name">The scenario's name in it.</param>
    /// <param name="options">Limits of the search, and where schedules are saved.</param>
    /// <exception cref="RaceAssertException">It does not.</exception>
    /// <exception cref="Catalogues.InputException">The file is wrong, or it has no such scenario.</exception>
    public static void AsExpected(string campaignFile, string name, RaceAssertOptions? options = null)
    {
        Campaign campaign = new CampaignOverrides { Scenarios = [name] }.Apply(CampaignFile.Read(campaignFile));
        foreach (CampaignScenario scenario in campaign.Scenarios) Check(scenario.Scenario, scenario.Judged, scenario.Expected, options);
    }

    private static void Check(Scenario scenario, PropertySet judged, PropertySet expected, RaceAssertOptions? options)
    {
        options ??= new();
        CheckResult result = new Checker(options.Limits).Check(scenario, judged);
        PropertySet unexpected = result.Violated.Except(expected), missing = expected.Except(result.Violated);
        if (!unexpected.IsEmpty) throw RaceAssertException.For($"{Names(unexpected)} {(unexpected.Count == 1 ? "is" : "are")} violated, which was not expected", result, options);
        if (result.IsInconclusive) throw RaceAssertException.For($"the verdict is unknown: {result.Verdicts.First(verdict => verdict.Reason is not null).Reason}", result, options);
        if (!missing.IsEmpty) throw RaceAssertException.For($"{Names(missing)} {(missing.Count == 1 ? "was" : "were")} to be violated, and {(missing.Count == 1 ? "holds" : "hold")}", result, options);
    }

    private static string Names(PropertySet properties) => string.Join(", ", properties.Items().Select(Words.Of));
}
