using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Sets;
using RaceModel.Checks.Reduction;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search by sets that was stopped, however, continues from its checkpoint to the result of one that was not.</summary>
public sealed class SetCheckpointTests : IDisposable
{
    private static readonly Scenario Scenario = ScenarioText.Parse("unmap: two-call | guest: double | pages: 3");
    private static readonly SetSearch Whole = ScenarioSearch.BySets(Source, new SearchLimits(), new LimitWatch(new SearchLimits()));

    private readonly TemporaryFolder _folder = new();

    private static ScenarioSource Source => new(TransitionSystem.Of(Scenario));

    private string File => Path.Combine(_folder.Path, "search.checkpoint");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void AStoppedSearchContinuesToTheSameEnd(int maxStates)
    {
        Assert.Equal($"{maxStates:N0} states", Search(new() { MaxStates = maxStates }, resume: false).StopReason);

        AssertWhole(Search(new() { Workers = 2 }, resume: true));
    }

    [Fact]
    public void ASearchIsContinuedTimeAndAgain()
    {
        Search(new() { MaxStates = 10 }, resume: false);
        for (int most = 500; most < Whole.StateCount; most += 1_500) Search(new() { MaxStates = most }, resume: true);

        AssertWhole(Search(new(), resume: true));
        AssertWhole(Search(new(), resume: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(39)]
    [InlineData(90)]
    [InlineData(4_000)]
    public void ASegmentThatWasCutShortIsSavedAnew(int cut)
    {
        Search(new() { MaxStates = 1_000 }, resume: false);
        Search(new() { MaxStates = 4_000 }, resume: true);
        using (FileStream file = new(File, FileMode.Open)) file.SetLength(file.Length - cut);

        AssertWhole(Search(new(), resume: true));
        AssertWhole(Search(new(), resume: true));
    }

    [Fact]
    public void EveryFlippedByteIsDetected()
    {
        Search(new() { MaxStates = 60 }, resume: false);
        byte[] intact = System.IO.File.ReadAllBytes(File);
        for (int position = 0; position < intact.Length; position += 7)
        {
            byte[] damaged = [.. intact];
            damaged[position] ^= 0x10;
            System.IO.File.WriteAllBytes(File, damaged);
            Assert.Throws<InputException>(() => Search(new(), resume: true));
        }
    }

    private SetSearch Search(SearchLimits limits, bool resume)
    {
        using CheckpointFile checkpoint = CheckpointFile.Open(File, Scenario, Reductions.None, resume, TimeSpan.Zero, TimeProvider.System);
        return ScenarioSearch.BySets(Source, limits, new LimitWatch(limits), checkpoint);
    }

    private static void AssertWhole(SetSearch search)
    {
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
