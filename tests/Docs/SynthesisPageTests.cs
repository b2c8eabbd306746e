using RaceModel.Tests.Cli;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Docs;

/// <summary>What the page on synthesis shows is what the tool prints.</summary>
public sealed class SynthesisPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "synthesis.md"));

    [Fact]
    public void Default_synthesis_is_shown() => Assert.Contains(Tool.Run("synthesize").Output.TrimEnd(), Page, StringComparison.Ordinal);
}
