using Newtonsoft.Json.Linq;
using Xunit;

namespace RaceModel.Tests.Cli;

/// <summary>A reduced search says the same, and says that it was reduced.</summary>
public sealed class ReduceOptionTests
{
    private static readonly string[] LostWrite = ["check", "--unmap", "two-call", "--guest", "racing-load"];
    private static readonly string[] SamePage = ["check", "--unmap", "two-call", "--devices", "2", "--guest", "dma 0 0; dma 0 1; unmap 0"];

    [Fact]
    public void Reduced_search_says_what_it_saved_and_that_a_schedule_may_not_be_shortest()
    {
        ToolRun run = Tool.Run([.. LostWrite, "--reduce", "all"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith("reduced   por held processes back ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("A schedule (maybe not a shortest one: for that, leave por and local out)", StringComparison.Ordinal));
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
    public void Search_by_symmetry_says_what_is_interchangeable_and_shows_a_shortest_schedule()
    {
        ToolRun run = Tool.Run([.. SamePage, "--reduce", "symmetry"]), full = Tool.Run(SamePage);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"reduced   symmetry let [\d,]+ states stand for [\d,]+ \(devices 0 and 1 are interchangeable\)", run.Output);
        Assert.Contains("A shortest schedule, ", run.Output, StringComparison.Ordinal);
        Assert.Equal(full.Lines.Where(IsVerdict), run.Lines.Where(IsVerdict));

        static bool IsVerdict(string line) => line.Contains("violated in", StringComparison.Ordinal) || line.EndsWith("holds", StringComparison.Ordinal);
    }

    [Fact]
    public void Search_without_symmetry_says_why()
    {
        ToolRun run = Tool.Run([.. LostWrite, "--reduce", "symmetry"]);

        Assert.Contains("reduced   symmetry found nothing interchangeable: the guest posts fewer than two DMA requests", run.Lines);
    }

    [Fact]
    public void Long_search_advises_what_would_shorten_it()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--devices", "3", "--guest", "dma 0 0; dma 0 1; dma 0 2; unmap 0; load 0");

        Assert.Contains(
            "advice    devices 0, 1 and 2 are interchangeable: --reduce symmetry searches fewer states, and still for shortest schedules", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("advice    --reduce all searches fewer states", StringComparison.Ordinal));
    }

    [Fact]
    public void None_is_the_default() => Assert.Equal(
        WithoutTime(Tool.Run([.. LostWrite, "--format", "json"]).Output),
        WithoutTime(Tool.Run([.. LostWrite, "--format", "json", "--reduce", "none"]).Output));

    [Theory]
    [InlineData("por", "por")]
    [InlineData("local,por", "por,local")]
    [InlineData("local", "local")]
    [InlineData("symmetry,local", "local,symmetry")]
    [InlineData("all", "por,local,symmetry")]
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
