using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search by sets continues from its checkpoint.</summary>
public sealed class SetCheckpointTests : SavedSearchTests
{
    private static readonly SetSearch Whole = ScenarioSearch.BySets(Source, new SearchLimits(), new LimitWatch(new SearchLimits()));

    private protected override long States => Whole.StateCount;

    private protected override ISavedSearch Search(SearchLimits limits, CheckpointFile checkpoint) =>
        ScenarioSearch.BySets(Source, limits, new LimitWatch(limits), checkpoint);

    private protected override void AssertWhole(ISavedSearch saved)
    {
        var search = (SetSearch)saved;
        Assert.Null(search.StopReason);
        Assert.Equal((Whole.StateCount, Whole.Transitions, Whole.Depth), (search.StateCount, search.Transitions, search.Depth));
        Assert.Equal(Whole.LevelSizes(), search.LevelSizes());
        Assert.Equal(Whole.Violations.OrderBy(violation => violation.Property), search.Violations.OrderBy(violation => violation.Property));
        Assert.Equal(Whole.States().ToHashSet(), [.. search.States()]);

        SetFindings whole = new(Whole), findings = new(search);
        Assert.Equal(whole.Outcomes.Write(), findings.Outcomes.Write());
        Assert.NotEmpty(Whole.Violations);
        foreach (ViolatingLevel violation in Whole.Violations) Assert.Equal(whole.FindViolation(violation.Property), findings.FindViolation(violation.Property));
    }
}
