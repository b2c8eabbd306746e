using RaceModel.Tests.Cli;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Docs;

/// <summary>What the page on mutation shows is what the tool prints.</summary>
public sealed class MutationPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "mutate.md"));

    [Fact]
    public void Mutants_of_the_exchange_are_shown() => Assert.Contains(
        Tool.Run("mutate", "--unmap", "atomic-exchange", "--part", "unmap").Output.TrimEnd(), Page, StringComparison.Ordinal);
}
