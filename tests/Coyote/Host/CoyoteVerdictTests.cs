using RaceModel.Checks.Coyote;
using Xunit;

namespace RaceModel.Tests.Coyote;

/// <summary>What Coyote says of a shipped scenario agrees with the search of all interleavings.</summary>
public sealed class CoyoteVerdictTests
{
    public static TheoryData<string> Names => [.. CoyoteSample.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Coyote_finds_the_violation_and_raises_no_false_alarm(string name)
    {
        Scenario scenario = CoyoteSample.Scenario(name);
        PropertySet violated = CoyoteSample.ViolatedIn(scenario);

        if (CoyoteSample.MostTelling(violated) is { } property)
        {
            CoyoteResult result = CoyoteSample.Run(scenario, PropertySet.Of(property), CoyoteSample.RunsToFind);
            Assert.Equal(property, Assert.Single(result.Findings).Property);
        }

        CoyoteResult rest = CoyoteSample.Run(scenario, PropertySet.All.Except(violated), CoyoteSample.RunsWithoutAlarm);
        Assert.Empty(rest.Findings);
        Assert.Equal(CoyoteSample.RunsWithoutAlarm, rest.Iterations);
    }

    [Fact]
    public void In_57_of_the_92_scenarios_there_is_something_to_find()
    {
        int violated = CoyoteSample.Names.Count(name => !CoyoteSample.ViolatedIn(CoyoteSample.Scenario(name)).IsEmpty);
        Assert.Equal((57, 92), (violated, CoyoteSample.Names.Count()));
    }
}
