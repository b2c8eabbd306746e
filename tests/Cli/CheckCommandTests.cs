using Newtonsoft.Json.Linq;
using Xunit;

namespace RaceModel.Tests.Cli;

public sealed class CheckCommandTests
{
    [Fact]
    public void Violated_property_ends_with_1()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "racing-load");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("  no-lost-write           violated in 42 steps", run.Lines);
        Assert.Contains("  no-lost-acked-write     holds", run.Lines);
        Assert.Contains("  42                                                                                     switch-over", run.Lines);
    }

    [Fact]
    public void Kept_properties_end_with_0()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "quiesced");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(9, run.Lines.Count(line => line.EndsWith(" holds", StringComparison.Ordinal)));
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Search_that_stops_is_inconclusive_and_says_why()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "quiesced", "--max-states", "500");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(9, run.Lines.Count(line => line.EndsWith(" unknown (stopped after 500 states)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Inline_protocol_means_the_same_as_its_name()
    {
        string named = Tool.Run("check", "--unmap", "two-call", "--guest", "racing-load", "--format", "json").Output;
        string inline = Tool.Run(
            "check", "--unmap", "[test-and-clear-dirty, flush] [clear-pte,flush]", "--guest", " dma 0 ;unmap 0; load 0;", "--query",
            "[test-and-clear-dirty, flush]", "--enable", "[discard-dirty, flush, set-tracking, flush]", "--format", "json").Output;

        Assert.Equal(WithoutNames(named), WithoutNames(inline));
    }

    [Fact]
    public void Entries_of_a_file_are_named_like_shipped_ones()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", """
            {
              "unmap": { "mine": { "calls": [["write-protect", "flush", "read-dirty"], ["clear-pte", "flush"]] } },
              "guests": { "busy": { "program": "dma 0; dma 1; unmap 0; await 2; load 0" } }
            }
            """);

        ToolRun run = Tool.Run("check", "--catalogue", file, "--unmap", "mine", "--guest", "busy");

        Assert.Contains("unmap     mine  [write-protect, flush, read-dirty][clear-pte, flush]", run.Lines);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Same_scenario_gives_the_same_bytes()
    {
        string[] command = ["check", "--unmap", "two-call", "--guest", "bystander", "--format", "json"];
        Assert.Equal(WithoutTime(Tool.Run(command).Output), WithoutTime(Tool.Run(command).Output));
    }

    [Theory]
    [InlineData("check --guest racing", "error: give either --unmap or --software: 'racemodel list' shows the names")]
    [InlineData("check --unmap two-call", "error: Option '--guest' is required.")]
    [InlineData("check --unmap two-cal --guest racing", "error: --unmap: unknown unmap protocol 'two-cal'; did you mean 'two-call'?")]
    [InlineData("check --unmap [flushh] --guest racing", "error: --unmap:2: unknown primitive 'flushh'; did you mean 'flush'?")]
    [InlineData("check --unmap plain --guest racing --hardware vdt", "error: --hardware: unknown hardware profile 'vdt'; did you mean 'vtd'?")]
    [InlineData("check --unmap plain --guest racing --pages 5", "error: --pages: '5' is not a number from 1 to 4")]
    [InlineData("check --unmap plain --guest racing --property no-lost-writes", "error: --property: unknown property 'no-lost-writes'; did you mean 'no-lost-write'?")]
    [InlineData("check --unmap plain --guest racing --big-lock maybe", "error: --big-lock: unknown value 'maybe'; known: on, off")]
    [InlineData("check --unmap plain --guest range --pages 1", "error: scenario: 'dma 1': IOVA 1 of 1 (from 0 up); give more pages")]
    [InlineData("check --software vfio-type1 --hardware vtd --guest racing", "error: --software brings its own hardware: leave --hardware out")]
    [InlineData("check --catalogue nowhere.json --unmap plain --guest racing", "error: nowhere.json: no such file; expected a catalogue file (JSON)")]
    [InlineData("check --unmap plain --guest racing --timeout 0", "error: --timeout: give a number above 0")]
    [InlineData("check --unmap plain --guest any:x", "error: --guest: 'x' is not a number of operations from 1 to 8")]
    [InlineData("check --unmap plain --guest corect:3", "error: --guest: unknown class of guests 'corect'; did you mean 'correct'?")]
    [InlineData("check --unmap plain --guest any:2 --format mail", "error: --format mail: shows a single guest")]
    [InlineData("check --unmap plain --guest any:2 --checkpoint here", "error: --checkpoint: is for a single guest")]
    [InlineData("check --unmap plain --guest racing --frob", "error: Unrecognized command or argument '--frob'.")]
    public void Wrong_input_ends_with_2_and_names_the_remedy(string command, string error)
    {
        ToolRun run = Tool.Run(command.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(error, run.Error.Split('\n')[0]);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Error_in_inline_text_is_pointed_at()
    {
        ToolRun run = Tool.Run("check", "--unmap", "plain", "--guest", "dma 0; unmpa 0");

        Assert.Equal(["error: --guest:8: unknown operation 'unmpa'; did you mean 'unmap'?", "  dma 0; unmpa 0", "         ^"], run.Error.TrimEnd().Split('\n'));
    }

    private static string WithoutTime(string report)
    {
        var document = JObject.Parse(report);
        document.Remove("elapsedSeconds");
        return document.ToString();
    }

    private static string WithoutNames(string report)
    {
        var document = JObject.Parse(WithoutTime(report));
        document.Remove("scenario");
        return document.ToString();
    }
}
