using RaceModel.Checks.Exploration;
using RaceModel.Checks.Mutation;
using Xunit;

namespace RaceModel.Tests.Mutation;

public sealed class GuestSearchTests
{
    private static readonly CheckResult Exchange = Check("[exchange-pte, flush]"), Lazy = Check("[exchange-pte]");
    private static readonly ResultPair Kill = new(Exchange, Lazy), OtherKill = new(Exchange, Lazy), Same = new(Exchange, Exchange);
    private static readonly ResultPair Difference = new(Exchange, Exchange with { Outcomes = ["another"] });
    private static readonly ResultPair Unknown = new(Exchange, Check("[exchange-pte]", maxStates: 20));

    [Fact]
    public void First_guest_counts_in_whatever_order_they_come()
    {
        var search = new GuestSearch(PropertySet.All);
        search.Add(7, OtherKill);
        search.Add(3, Kill);
        search.Add(5, OtherKill);
        search.Add(2, Difference);
        search.Add(4, Difference);
        search.Add(1, Same);

        Assert.Same(Difference, search.FirstDifference);
        Assert.Same(Kill, search.FirstKill);
        Assert.True(search.IsOpenTo(2));
        Assert.False(search.IsOpenTo(3));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public void Guest_that_is_not_known_matters_before_the_first_kill(int unknown, bool isComplete)
    {
        var search = new GuestSearch(PropertySet.All);
        Assert.True(search.IsComplete);
        search.Add(unknown, Unknown);
        Assert.False(search.IsComplete);
        search.Add(3, Kill);
        Assert.Equal(isComplete, search.IsComplete);
    }

    [Fact]
    public void Property_that_does_not_count_kills_nothing()
    {
        var search = new GuestSearch(PropertySet.Of(Property.NoProtectionFault));
        search.Add(1, Kill);

        Assert.Null(search.FirstKill);
        Assert.Same(Kill, search.FirstDifference);
    }

    [Fact]
    public void Runs_without_a_migration_tell_apart_as_well()
    {
        Assert.False(Same.TellsApart);
        Assert.True(new ResultPair(Exchange, Exchange with { BaselineOutcomes = ["another"] }).TellsApart);
        Assert.False(Unknown.TellsApart);
    }

    private static CheckResult Check(string unmap, long maxStates = 1_000_000) => new Checker(new SearchLimits { MaxStates = maxStates })
        .Check(ScenarioText.Parse($"unmap: {unmap} | guest: racing | pages: 1 | rounds: 0"), PropertySet.All);
}
