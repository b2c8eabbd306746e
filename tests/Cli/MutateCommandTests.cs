using Newtonsoft.Json.Linq;
using Xunit;

namespace RaceModel.Tests.Cli;

public sealed class MutateCommandTests
{
    private static readonly string[] Small = ["mutate", "--unmap", "atomic-exchange", "--pages", "1", "--rounds", "0", "--max-operations", "3"];

    [Fact]
    public void Guests_without_a_hole_end_with_0()
    {
        ToolRun run = Tool.Run([.. Small, "--guest", "racing-load", "late-read", "stale-use", "--part", "unmap"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith(" unmap split        [load-store-clear-pte, flush]              ac    a ", StringComparison.Ordinal));
        Assert.Contains("No hole in the guests.", run.Lines);
    }

    [Fact]
    public void Hole_ends_with_1_and_names_the_smallest_guest()
    {
        ToolRun run = Tool.Run([.. Small, "--guest", "quiesced", "--part", "unmap"]);

        Assert.Equal(1, run.ExitCode);
        int mutant = run.Lines.ToList().IndexOf("  [load-store-clear-pte, flush] (unmap split)");
        Assert.Equal("    'dma 0; unmap 0': the mutant violates no-lost-write in 30 steps", run.Lines[mutant + 1]);
    }

    [Fact]
    public void Bound_ends_with_3_and_shows_what_is_not_known()
    {
        ToolRun run = Tool.Run([.. Small, "--guest", "racing", "--max-states", "50"]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains('?', StringComparison.Ordinal) && line.EndsWith(" unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void Written_schedules_end_as_they_say()
    {
        using var folder = new TemporaryFolder();
        JObject json = JObject.Parse(Tool.Run([.. Small, "--guest", "racing", "late-read", "--format", "json", "--output", folder.Path]).Output);

        string[] schedules = Directory.GetFiles(folder.Path);
        int noticed = json["protocols"]![0]!["mutants"]!.Count(mutant =>
            (string)mutant["fate"]! == "killed" || mutant["smallestKillingGuest"]!.Type != JTokenType.Null);
        Assert.Equal(noticed, schedules.Length);
        Assert.All(schedules, schedule => Assert.Equal(1, Tool.Run("replay", schedule).ExitCode));
    }

    [Fact]
    public void Real_software_brings_its_hardware()
    {
        JObject json = JObject.Parse(Tool.Run(
            "mutate", "--software", "vfio-type1", "--guest", "racing", "--part", "query", "final-query", "enable", "--max-operations", "0", "--format", "json").Output);

        Assert.Equal(["vfio-type1"], json["protocols"]!.Select(protocol => (string)protocol["name"]!));
        Assert.Equal(["query", "final-query"], json["protocols"]![0]!["mutants"]!.Select(mutant => (string)mutant["part"]!).Distinct());
    }

    [Fact]
    public void Guests_that_are_not_named_are_those_that_fit()
    {
        JObject json = JObject.Parse(Tool.Run(
            "mutate", "--unmap", "plain", "--part", "enable", "--pages", "1", "--rounds", "0", "--max-operations", "0", "--format", "json").Output);
        string[] guests = [.. json["guests"]!.Select(guest => (string)guest["name"]!)];

        Assert.Equal(ShippedEntries.GuestNames.Except(["reuse", "bystander", "range", "range-end", "remap"]), guests);
    }

    [Theory]
    [InlineData("mutate --part querry", "error: --part: unknown part 'querry'; did you mean 'query'?")]
    [InlineData("mutate --unmap two-cal", "error: --unmap: unknown unmap protocol 'two-cal'; did you mean 'two-call'?")]
    [InlineData("mutate --all --unmap plain", "error: --all: these are all unmap protocols; leave --unmap out")]
    [InlineData("mutate --software vfio-type1 --hardware vtd", "error: --software brings its own hardware: leave --hardware out")]
    [InlineData("mutate --max-operations 9", "error: --max-operations: '9' is not a number from 0 to 6")]
    [InlineData("mutate --guest range --pages 1", "error: two-call, guest range: 'dma 1': IOVA 1 of 1 (from 0 up); give more pages")]
    public void Wrong_input_ends_with_2_and_names_the_remedy(string command, string error)
    {
        ToolRun run = Tool.Run(command.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(error, run.Error.Split('\n')[0]);
    }
}
