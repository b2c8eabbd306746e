using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search that numbers its states continues from its checkpoint; one that does not fit is refused.</summary>
public sealed class CheckpointTests : SavedSearchTests
{
    private static readonly StateGraph Whole = BreadthFirstSearch.Run(Source, new SearchLimits());

    private protected override long States => Whole.States.Count;

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

    private protected override ISavedSearch Search(SearchLimits limits, CheckpointFile checkpoint) =>
        BreadthFirstSearch.Run(Source, limits, new LimitWatch(limits), checkpoint);

    private protected override void AssertWhole(ISavedSearch search)
    {
        var graph = (StateGraph)search;
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
