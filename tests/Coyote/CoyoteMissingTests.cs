using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests.Coyote;

/// <summary>A build without Microsoft Coyote says so where it is asked for, and nowhere else.</summary>
public sealed class CoyoteMissingTests
{
    [Fact]
    public void Engine_that_is_not_compiled_in_ends_with_2_and_says_how_to_have_it()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "racing", "--engine", "coyote");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            "error: --engine coyote: Microsoft Coyote is not compiled in: build with 'dotnet build -c Release -p:Coyote=true', see docs/coyote.md",
            run.Error.Trim());
    }

    [Theory]
    [InlineData("check", "--help")]
    [InlineData("replay", "--help")]
    public void Help_does_not_offer_it(params string[] command) =>
        Assert.DoesNotContain("coyote", Tool.Run(command).Output, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Nothing_of_it_is_beside_the_tool() =>
        Assert.Empty(Directory.EnumerateFiles(AppContext.BaseDirectory, "Microsoft.Coyote*"));
}
