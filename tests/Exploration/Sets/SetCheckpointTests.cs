using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search by sets continues from its checkpoint.</summary>
public sealed class SetCheckpointTests : SavedSearchTests
{
    private static readonly ScenarioSource WholeSource = Source;
    private static readonly SetSearch Whole = ScenarioSearch.BySets(WholeSource, new SearchLimits(), new LimitWatch(new SearchLimits()));

    private ScenarioSource _source;

    private protected override long States => Whole.StateCount;

    private protected override ISavedSearch Search(SearchLimits limits, CheckpointFile checkpoint)
    {
        _source = Source;
        return ScenarioSearch.BySets(_source, limits, new LimitWatch(limits), checkpoint);
    }

    private protected override void AssertWhole(ISavedSearch saved)
    {
        var search = (SetSearch)saved;
        Assert.Null(search.StopReason);
        Assert.Equal((Whole.StateCount, Whole.Transitions, Whole.Depth), (search.StateCount, search.Transitions, search.Depth));
        Assert.Equal(Whole.LevelSizes(), search.LevelSizes());
        Assert.Equal(Whole.Violations.OrderBy(violation => violation.Property), search.Violations.OrderBy(violation => violation.Property));
        Assert.Equal(StatesOf(WholeSource, Whole), StatesOf(_source, search));

        SetFindings whole = new(WholeSource, Whole), findings = new(_source, search);
        Assert.Equal(whole.Outcomes.Write(), findings.Outcomes.Write());
        Assert.NotEmpty(Whole.Violations);
        foreach (ViolatingLevel violation in Whole.Violations) Assert.Equal(whole.FindViolation(violation.Property), findings.FindViolation(violation.Property));
    }

    private static HashSet<State> StatesOf(ScenarioSource source, SetSearch search) => [.. search.States().Select(stored => source.Load([stored]))];
}
