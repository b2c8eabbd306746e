using RaceModel.Tests.Cli;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Docs;

/// <summary>What the README shows is what the tool prints.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(GoldenFile.Root, "README.md"));

    [Fact]
    public void Verdict_table_is_the_default_comparison() => AssertShown(Tool.Run("compare"), from: " vtd", to: "The number is");

    [Fact]
    public void Interleaving_is_found() => AssertShown(
        Tool.Run("check", "--unmap", "two-call", "--guest", "racing-load", "--pages", "1", "--rounds", "0", "--property", "no-time-travel"),
        from: "no-time-travel: at switch-over", to: "  34 ");

    /// <summary>The lines of the output from the one that begins so to the one that begins so stand in the README.</summary>
    private static void AssertShown(ToolRun run, string from, string to)
    {
        string[] lines = [.. run.Lines];
        int first = Array.FindIndex(lines, line => line.StartsWith(from, StringComparison.Ordinal));
        int last = Array.FindIndex(lines, line => line.StartsWith(to, StringComparison.Ordinal));
        Assert.InRange(first, 0, last);
        Assert.Contains(string.Join('\n', lines[first..(last + 1)]), Readme, StringComparison.Ordinal);
    }
}
