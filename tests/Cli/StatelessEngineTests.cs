using Xunit;

namespace RaceModel.Tests.Cli;

/// <summary>The stateless engine gives a second opinion, and says what it cannot tell.</summary>
public sealed class StatelessEngineTests
{
    private static readonly string[] LostWrite = ["check", "--unmap", "two-call", "--guest", "racing-load"];

    [Fact]
    public void Stateless_engine_has_the_verdicts_of_the_exhaustive_one()
    {
        string[] check = ["check", "--enable", "[]", "--query", "[]", "--unmap", "[clear-pte]", "--guest", "dma 0; unmap 0", "--pages", "1", "--rounds", "0"];
        ToolRun run = Tool.Run([.. check, "--engine", "stateless"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains(" runs, ", StringComparison.Ordinal) && line.EndsWith("search complete", StringComparison.Ordinal));
        Assert.Contains("A schedule (maybe not a shortest one: for that, leave --engine out)", run.Output, StringComparison.Ordinal);
        Assert.Equal(VerdictsIn(Tool.Run(check)), VerdictsIn(run));

        static IEnumerable<string> VerdictsIn(ToolRun run) => run.Lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)
            && (line.Contains("violated in", StringComparison.Ordinal) || line.EndsWith(" holds", StringComparison.Ordinal))).Select(line => line.Split(" in ")[0]);
    }

    [Fact]
    public void Stateless_engine_whose_runs_are_cut_says_that_it_does_not_know()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "dma 0", "--rounds", "0", "--engine", "stateless", "--max-steps", "5");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("unknown (stopped after 5 steps of a run)", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Lines, line => line.EndsWith(" holds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--reduce", "por", "--reduce is for --engine exhaustive")]
    [InlineData("--max-states", "5", "--max-states is for --engine exhaustive")]
    [InlineData("--format", "json", "--format json: is for --engine exhaustive")]
    [InlineData("--max-steps", "200000", "--max-steps 200000: --engine stateless keeps all of a run: give at most 100000")]
    public void Stateless_engine_refuses_what_it_cannot_do(string option, string value, string error)
    {
        ToolRun run = Tool.Run([.. LostWrite, "--engine", "stateless", option, value]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }
}
