using Newtonsoft.Json.Linq;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests.Coyote;

public sealed class CoyoteCommandTests
{
    private static readonly string[] Check =
        ["check", "--engine", "coyote", "--unmap", "two-call", "--guest", "racing", "--pages", "1", "--rounds", "0", "--iterations", "50"];

    [Fact]
    public void Violation_ends_with_1_and_is_saved_for_replay_by_both()
    {
        using var folder = new TemporaryFolder();
        ToolRun check = Tool.Run([.. Check, "--property", "no-lost-write", "--output", folder.Path]);
        string schedule = Assert.Single(Directory.EnumerateFiles(folder.Path, "*.schedule.json"));
        string trace = Assert.Single(Directory.EnumerateFiles(folder.Path, "*.coyote.trace"));
        ToolRun replay = Tool.Run("replay", schedule, "--coyote-trace", trace);

        Assert.Equal((1, ""), (check.ExitCode, check.Error));
        Assert.Contains(check.Lines, line => line.StartsWith("  no-lost-write           violated in run ", StringComparison.Ordinal));
        Assert.Equal((1, ""), (replay.ExitCode, replay.Error));
        Assert.StartsWith($"Coyote repeats {trace}: no-lost-write: ", replay.Output, StringComparison.Ordinal);
        Assert.Contains(replay.Lines, line => line.Contains("and the run violates no-lost-write", StringComparison.Ordinal));
    }

    [Fact]
    public void Trace_of_another_run_ends_replay_with_3()
    {
        using var folder = new TemporaryFolder();
        Tool.Run([.. Check, "--property", "no-lost-write", "--output", folder.Path]);
        Tool.Run([.. Check, "--property", "no-unrecoverable-fault", "--output", folder.Path]);
        string schedule = Directory.EnumerateFiles(folder.Path, "*no-lost-write.schedule.json").Single();
        string other = Directory.EnumerateFiles(folder.Path, "*no-unrecoverable-fault.coyote.trace").Single();

        ToolRun replay = Tool.Run("replay", schedule, "--coyote-trace", other);

        Assert.Equal(3, replay.ExitCode);
        Assert.StartsWith($"Coyote does not repeat {other}: it took ", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_found_is_unknown_and_ends_with_3()
    {
        ToolRun run = Tool.Run([.. Check, "--property", "always-completes"]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("  always-completes        unknown (not found in 50 runs)", run.Lines);
    }

    [Fact]
    public void What_a_campaigns_runs_reach_counts_although_they_find_nothing()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("c.json", """{ "scenarios": { "s": { "unmap": "two-call", "guest": "quiesced", "iterations": 20, "expected": "holds" } } }""");
        ToolRun run = Tool.Run("test", file, "--engine", "coyote", "--output", folder.Path, "--format", "json");

        JToken never = JObject.Parse(run.Output)["neverReached"]!;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("switch-over", never["rules"]!.Select(rule => (string)rule!));
        Assert.DoesNotContain("no-lost-acked-write", never["properties"]!.Select(property => (string)property!));
    }

    [Theory]
    [InlineData("check --unmap plain --guest racing --seed 4", "error: --seed is for --engine coyote")]
    [InlineData("check --unmap plain --guest racing --engine coyote --max-states 4", "error: --max-states is for --engine exhaustive")]
    [InlineData("check --unmap plain --guest racing --engine coyote --format json", "error: --format json: is for --engine exhaustive")]
    public void Options_of_the_other_engine_are_refused(string command, string error)
    {
        ToolRun run = Tool.Run(command.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
    }
}
