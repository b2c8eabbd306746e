using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Cli;

public sealed class CompareCommandTests
{
    [Fact]
    public void Default_comparison_is_as_pinned()
    {
        ToolRun run = Tool.Run("compare");

        Assert.Equal(0, run.ExitCode);
        GoldenFile.AssertEqual("compare.txt", run.Output);
    }

    [Fact]
    public void Two_protocols_are_put_side_by_side()
    {
        ToolRun run = Tool.Run("compare", "atomic-exchange", "two-call");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("two-call violates no-lost-write for guest racing (dma 0; unmap 0),", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("atomic-exchange does not:", StringComparison.Ordinal));
    }

    [Fact]
    public void Protocols_that_mean_the_same_are_not_told_apart()
    {
        ToolRun run = Tool.Run("compare", "atomic-exchange", "[exchange-pte, flush]");
        Assert.Contains("No property tells the two apart for these guests.", run.Lines);
    }

    [Fact]
    public void Real_software_is_a_row_with_its_own_hardware()
    {
        ToolRun run = Tool.Run("compare", "linux-6.12-smmuv3", "--guest", "steady", "--property", "LW");
        Assert.Contains(run.Lines, line => line.TrimStart().StartsWith("linux-6.12-smmuv3 LW29", StringComparison.Ordinal));
    }

    [Fact]
    public void Family_of_guests_has_a_column_for_each_class()
    {
        ToolRun run = Tool.Run("compare", "plain", "two-call", "--guest", "racing", "any:3", "--pages", "1");

        Assert.Contains(run.Lines, line => line.StartsWith(" vtd      racing   correct:3 lazy:3 racing:3", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith(" two-call LW37 UF7 -         -      LW37 LA38", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("plain violates no-lost-write for guest 'dma 0; await 1; unmap 0',", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("any:2", "100", 3, " plain ?         ?      ? ")]
    [InlineData("sound:2", "100", 2, "sound")]
    public void Family_that_cannot_be_judged_says_so(string family, string maxStates, int exitCode, string said)
    {
        ToolRun run = Tool.Run("compare", "plain", "--guest", family, "--pages", "1", "--max-states", maxStates);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(said, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_hardware_has_its_table()
    {
        ToolRun run = Tool.Run("compare", "two-call", "--hardware", "vtd", "xen", "--guest", "bystander", "--property", "LF");

        Assert.Contains(run.Lines, line => line.StartsWith(" vtd ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.TrimStart().StartsWith("two-call LF11", StringComparison.Ordinal));
    }

    [Fact]
    public void Stopped_search_is_inconclusive()
    {
        ToolRun run = Tool.Run("compare", "two-call", "--guest", "quiesced", "racing", "--max-states", "100");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith(" two-call ?        LW? LA?", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("UF7", StringComparison.Ordinal));
        Assert.EndsWith("; 2 of the searches stopped before their end.", run.Lines.Single(line => line.Contains("scenarios, ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Schedules_of_all_violations_are_saved()
    {
        using var folder = new TemporaryFolder();
        Tool.Run("compare", "two-call", "--guest", "racing", "racing-load", "--output", folder.Path);

        Assert.Equal(
            ["vtd_two-call_racing-load_no-lost-write", "vtd_two-call_racing-load_no-time-travel", "vtd_two-call_racing-load_no-unrecoverable-fault",
             "vtd_two-call_racing-load_refines-no-migration", "vtd_two-call_racing_no-lost-write", "vtd_two-call_racing_no-unrecoverable-fault"],
            Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path).Replace(".schedule.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Scenario_out_of_bounds_is_refused_before_anything_is_run()
    {
        ToolRun run = Tool.Run("compare", "--guest", "dma 3; unmap 3");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("error: plain, guest dma 3; unmap 3: 'dma 3': IOVA 3 of 2 (from 0 up); give more pages\n", run.Error);
    }
}
