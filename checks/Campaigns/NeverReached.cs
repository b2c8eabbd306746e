using RaceModel.Checks.Reporting;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>What the tests of one scenario never reached.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Properties">Judged properties that nothing put to the test: they could not have been violated.</param>
/// <param name="Steps">Steps of its protocol that were never taken.</param>
internal sealed record NeverReachedIn(string Name, IReadOnlyList<Property> Properties, IReadOnlyList<string> Steps);

/// <summary>What a whole campaign never reached: what its passing says nothing about.</summary>
internal sealed record NeverReached(IReadOnlyList<Rule> Rules, IReadOnlyList<Property> Properties, IReadOnlyList<NeverReachedIn> Scenarios)
{
    public static NeverReached Of(CampaignResult result)
    {
        Coverage all = default;
        List<NeverReachedIn> scenarios = [];
        foreach (IGrouping<string, TestResult> tests in result.Tests.GroupBy(test => test.Test.Scenario.Name, StringComparer.Ordinal))
        {
            Coverage coverage = default;
            foreach (TestResult test in tests) coverage.Merge(test.Coverage);
            all.Merge(coverage);
            scenarios.Add(Of(tests.First().Test.Scenario, coverage));
        }

        PropertySet judged = result.Tests.Aggregate(default(PropertySet), (set, test) => set.Union(test.Test.Scenario.Judged));
        return new(
            [.. Enum.GetValues<Rule>().Where(rule => !all.Has(rule))],
            [.. judged.Except(all.Exercised).Items()],
            [.. scenarios.Where(scenario => scenario.Properties.Count + scenario.Steps.Count > 0)]);
    }

    private static NeverReachedIn Of(CampaignScenario scenario, Coverage coverage) => new(
        scenario.Name,
        [.. scenario.Judged.Except(coverage.Exercised).Items()],
        [.. ProtocolStepText.NeverTaken(TransitionSystem.Of(scenario.Scenario), coverage)]);
}
