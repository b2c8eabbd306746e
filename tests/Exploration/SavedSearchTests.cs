using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search that was stopped, however, continues from its checkpoint to the result of one that was not.</summary>
public abstract class SavedSearchTests : IDisposable
{
    private protected static readonly Scenario Scenario = ScenarioText.Parse("unmap: two-call | guest: double | pages: 3");

    private readonly TemporaryFolder _folder = new();

    private protected static ScenarioSource Source => new(TransitionSystem.Of(Scenario));

    /// <summary>How many states the whole search finds.</summary>
    private protected abstract long States { get; }

    private protected string File => Path.Combine(_folder.Path, "search.checkpoint");

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void StoppedSearchContinuesToTheSameEnd(int maxStates)
    {
        Search(new() { MaxStates = maxStates }, resume: false);

        AssertWhole(Search(new(), resume: true));
    }

    [Fact]
    public void SearchIsContinuedTimeAndAgain()
    {
        Search(new() { MaxStates = 10 }, resume: false);
        for (int most = 500; most < States; most += 1_500) Search(new() { MaxStates = most }, resume: true);

        AssertWhole(Search(new(), resume: true));
        AssertWhole(Search(new(), resume: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(39)]
    [InlineData(90)]
    [InlineData(4_000)]
    public void SegmentThatWasCutShortIsSavedAnew(int cut)
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

    private protected abstract ISavedSearch Search(SearchLimits limits, CheckpointFile checkpoint);

    private protected abstract void AssertWhole(ISavedSearch search);

    private protected ISavedSearch Search(SearchLimits limits, bool resume)
    {
        using CheckpointFile checkpoint = CheckpointFile.Open(File, Scenario, Reductions.None, resume, TimeSpan.Zero, TimeProvider.System);
        ISavedSearch search = Search(limits, checkpoint);
        Assert.True(search.Mark.States >= Math.Min(limits.MaxStates, States));
        return search;
    }
}
