using Newtonsoft.Json.Linq;
using Xunit;

namespace RaceModel.Tests.Cli;

/// <summary>A reduced search says the same, and says that it was reduced.</summary>
public sealed class ReduceOptionTests
{
    private static readonly string[] LostWrite = ["check", "--unmap", "two-call", "--guest", "racing-load"];

    [Fact]
    public void Reduced_search_says_what_it_saved_and_that_a_schedule_may_not_be_shortest()
    {
        ToolRun run = Tool.Run([.. LostWrite, "--reduce", "all"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith("reduced   por held processes back ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("A schedule (maybe not a shortest one: for that, leave --reduce out)", StringComparison.Ordinal));
        Assert.DoesNotContain("A shortest schedule", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_search_says_nothing_of_reductions()
    {
        ToolRun run = Tool.Run(LostWrite);

        Assert.DoesNotContain(run.Lines, line => line.StartsWith("reduced", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Lines, line => line.StartsWith("advice", StringComparison.Ordinal));
        Assert.Contains("A shortest schedule, 42 steps", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void None_is_the_default() => Assert.Equal(
        WithoutTime(Tool.Run([.. LostWrite, "--format", "json"]).Output),
        WithoutTime(Tool.Run([.. LostWrite, "--format", "json", "--reduce", "none"]).Output));

    [Theory]
    [InlineData("por", "por")]
    [InlineData("local,por", "por,local")]
    [InlineData("local", "local")]
    public void Report_names_the_reductions(string reduce, string kinds)
    {
        JObject report = JObject.Parse(Tool.Run([.. LostWrite, "--format", "json", "--reduce", reduce]).Output);

        Assert.Equal(kinds, string.Join(',', report["reduction"]!["kinds"]!));
    }

    [Fact]
    public void Saved_schedule_of_a_reduced_search_replays()
    {
        using var folder = new TemporaryFolder();
        Tool.Run([.. LostWrite, "--reduce", "all", "--output", folder.Path]);

        string[] saved = Directory.GetFiles(folder.Path);
        Assert.NotEmpty(saved);
        Assert.All(saved, file => Assert.Equal(1, Tool.Run("replay", file).ExitCode));
    }

    [Fact]
    public void Comparison_says_that_its_lengths_may_not_be_shortest()
    {
        string[] compare = ["compare", "two-call", "--guest", "racing-load"];

        Assert.Contains("a counterexample, of a reduced search: maybe not a shortest one", Tool.Run([.. compare, "--reduce", "por"]).Output, StringComparison.Ordinal);
        Assert.Contains("a shortest counterexample;", Tool.Run(compare).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_reduction_is_refused()
    {
        ToolRun run = Tool.Run([.. LostWrite, "--reduce", "por,locl"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--reduce: unknown reduction 'locl'; did you mean 'local'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Drawing_of_a_reduced_search_is_refused()
    {
        ToolRun run = Tool.Run([.. LostWrite, "--reduce", "por", "--format", "dot"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--format dot draws all states: leave --reduce out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_of_another_reduction_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "search.checkpoint");
        Tool.Run([.. LostWrite, "--checkpoint", file, "--max-states", "100", "--reduce", "por"]);

        ToolRun run = Tool.Run([.. LostWrite, "--checkpoint", file, "--resume"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is of a search with '--reduce por', and this one has '--reduce none'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reduced_search_continues_from_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "search.checkpoint");
        string[] reduced = [.. LostWrite, "--reduce", "all", "--format", "json"];
        Tool.Run([.. reduced, "--checkpoint", file, "--max-states", "100"]);

        Assert.Equal(
            WithoutTime(Tool.Run(reduced).Output),
            WithoutTime(Tool.Run([.. reduced, "--checkpoint", file, "--resume"]).Output));
    }

    private static string WithoutTime(string output)
    {
        JObject report = JObject.Parse(output);
        report.Remove("elapsedSeconds");
        report.Remove("bytes");
        report.Remove("reduction");
        return report.ToString();
    }
}
