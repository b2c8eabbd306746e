using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search that was stopped, however, continues from its checkpoint to the result of one that was not.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly Scenario Scenario = ScenarioText.Parse("unmap: two-call | guest: double | pages: 3");
    private static readonly StateGraph Whole = BreadthFirstSearch.Run(Source, new SearchLimits());

    private readonly TemporaryFolder _folder = new();

    private static ScenarioSource Source => new(TransitionSystem.Of(Scenario));

    private string File => Path.Combine(_folder.Path, "search.checkpoint");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void StoppedSearchContinuesToTheSameGraph(int maxStates)
    {
        Assert.Equal($"{maxStates:N0} states", Search(new() { MaxStates = maxStates }, resume: false).StopReason);

        AssertWhole(Search(new(), resume: true));
    }

    [Fact]
    public void SearchIsContinuedTimeAndAgain()
    {
        Search(new() { MaxStates = 10 }, resume: false);
        for (int most = 500; most < Whole.States.Count; most += 1_500) Search(new() { MaxStates = most }, resume: true);

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

    [Fact]
    public void CheckpointOfAnotherScenarioIsRefused()
    {
        Search(new() { MaxStates = 60 }, resume: false);
        InputException error = Assert.Throws<InputException>(() =>
            CheckpointFile.Open(File, Scenario with { Rounds = 2 }, Reductions.None, resume: true, TimeSpan.Zero, TimeProvider.System));
        Assert.Equal(
            $"{File}: is of another scenario: rounds: 1, not rounds: 2; check the one that it was begun with, or begin anew in another file", error.Message);
    }

    [Fact]
    public void CheckpointOfAnotherModelIsRefused()
    {
        Search(new() { MaxStates = 60 }, resume: false);
        byte[] content = System.IO.File.ReadAllBytes(File);
        int version = System.Text.Encoding.ASCII.GetString(content).IndexOf("model ", StringComparison.Ordinal) + 6;
        content[version] = content[version] == (byte)'0' ? (byte)'1' : (byte)'0';
        System.IO.File.WriteAllBytes(File, content);

        InputException error = Assert.Throws<InputException>(() => Search(new(), resume: true));
        Assert.Contains("was made by another version of the model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExistingFileIsNotOverwritten()
    {
        System.IO.File.WriteAllText(File, "precious");
        Assert.Throws<InputException>(() => Search(new(), resume: false));
        Assert.Equal("precious", System.IO.File.ReadAllText(File));
        Assert.Throws<InputException>(() => Search(new(), resume: true));
    }

    [Fact]
    public void CommandContinuesWhereItWasStopped()
    {
        string[] check = ["check", "--unmap", "two-call", "--guest", "racing-load", "--checkpoint", File];
        Assert.Equal(1, Tool.Run([.. check, "--max-states", "900"]).ExitCode);
        ToolRun refused = Tool.Run(check);
        ToolRun resumed = Tool.Run([.. check, "--resume"]);

        Assert.Equal((2, $"error: {File}: is there already; continue it with --resume, or name another file\n"), (refused.ExitCode, refused.Error));
        Assert.Contains(resumed.Lines, line => line.StartsWith("search    1,605 states, 3,434 transitions, depth 43", StringComparison.Ordinal));
        Assert.Contains("  refines-no-migration    violated in 43 steps", resumed.Lines);
    }

    [Fact]
    public void ResumingNeedsAFile() => Assert.Equal(
        "error: --resume and --checkpoint-interval need --checkpoint FILE\n",
        Tool.Run("check", "--unmap", "plain", "--guest", "racing", "--resume").Error.Split("error: 'race")[0]);

    private StateGraph Search(SearchLimits limits, bool resume)
    {
        using CheckpointFile checkpoint = CheckpointFile.Open(File, Scenario, Reductions.None, resume, TimeSpan.Zero, TimeProvider.System);
        return BreadthFirstSearch.Run(Source, limits, new LimitWatch(limits), checkpoint);
    }

    private static void AssertWhole(StateGraph graph)
    {
        Assert.True(graph.IsComplete);
        Assert.Equal(Whole.Transitions, graph.Transitions);
        Assert.Equal(Whole.LevelStarts, graph.LevelStarts);
        Assert.Equal(Whole.Ends, graph.Ends);
        Assert.Equal(Whole.Violations, graph.Violations);
        Assert.Equal(Whole.States.Count, graph.States.Count);
        for (int state = 0; state < graph.States.Count; state++)
        {
            Assert.True(Whole.States[state].SequenceEqual(graph.States[state]));
            Assert.Equal(Whole.States.PredecessorOf(state), graph.States.PredecessorOf(state));
            Assert.Equal(Whole.States.WitnessOf(state), graph.States.WitnessOf(state));
        }
    }
}
