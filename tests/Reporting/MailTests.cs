using Newtonsoft.Json.Linq;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Explanations;
using Xunit;

namespace RaceModel.Tests.Reporting;

public sealed class MailTests
{
    [Fact]
    public void Mail_is_ascii_of_72_columns()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            Assert.All(MailText.Lines(explanation), line =>
            {
                Assert.InRange(line.Length, 0, 72);
                Assert.True(line.All(char.IsAscii));
                Assert.Equal(line.TrimEnd(), line);
            });
        }
    }

    [Fact]
    public void Every_step_stands_in_its_actors_column()
    {
        Explanation explanation = ExplainedCatalogue.Explain("vtd", "two-call", "racing", Property.NoLostWrite);
        string[] lines = [.. ActorColumns.WriteNarrow(explanation.Trace, explanation)];
        for (int number = 1; number <= explanation.Trace.Steps.Count; number++)
        {
            Step step = explanation.Trace.Steps[number - 1].Transition.Step;
            int column = lines[0].IndexOf(ActorName.Short(step.Actor), StringComparison.Ordinal);
            Assert.Equal(StepLabel.Of(step), lines[number][column..]);
            Assert.Equal($"{number}", lines[number][..column].Trim(' ', '*', '|'));
        }
    }

    [Theory]
    [InlineData("--unmap two-call --guest racing-load --pages 1 --rounds 0 --property no-time-travel")]
    [InlineData("--hardware vtd-ats --iotlb cold --unmap [read-dirty][clear-pte,flush] --guest racing --final-query clear-no-flush --big-lock off")]
    [InlineData("--software vfio-type1 --guest racing --copy-order copy-then-clear --enumerate guest --observer host")]
    [InlineData("--unmap atomic-stale-compare --guest range --property always-completes --query [test-and-clear-dirty,flush]")]
    public void Command_in_the_mail_reproduces_it(string options)
    {
        string mail = Tool.Run(["check", .. options.Split(' '), "--format", "mail"]).Output;
        string command = mail[(mail.LastIndexOf("racemodel check", StringComparison.Ordinal) + "racemodel check".Length)..];
        string[] arguments = [.. SplitCommand(command.Replace("\\\n", "", StringComparison.Ordinal))];

        ToolRun run = Tool.Run(["check", .. arguments, "--format", "json"]);
        var expected = JObject.Parse(Tool.Run(["check", .. options.Split(' '), "--format", "json"]).Output);
        JObject repeated = JObject.Parse(run.Output);

        Assert.Equal(1, run.ExitCode);
        JToken violation = expected["properties"]!.First(property => (string)property["verdict"]! == "violated");
        Assert.Equal(violation.ToString(), repeated["properties"]!.First(property => (string)property["name"]! == (string)violation["name"]!).ToString());
        Assert.Equal(expected["states"], repeated["states"]);
        Assert.StartsWith($"{mail.Split('\n')[0]}\n", Tool.Run(["check", .. arguments, "--format", "mail"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenario_without_violation_is_told_too()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "quiesced", "--format", "mail");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("two-call with guest quiesced on vtd: nothing is violated", run.Lines[0]);
        Assert.Contains(run.Lines, line => line.StartsWith("holds: no-lost-write, ", StringComparison.Ordinal));
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, 72));
    }

    [Fact]
    public void Unfinished_search_proves_nothing_in_a_mail_either()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "quiesced", "--max-states", "100", "--format", "mail");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("two-call with guest quiesced on vtd: unknown", run.Lines[0]);
        Assert.DoesNotContain(run.Lines, line => line.StartsWith("holds", StringComparison.Ordinal));
    }

    [Fact]
    public void Saved_schedule_is_mailed_alike()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["check", "--unmap", "two-call", "--guest", "racing", "--property", "no-lost-write"];
        Tool.Run([.. options, "--output", folder.Path]);

        ToolRun replay = Tool.Run("replay", Assert.Single(Directory.GetFiles(folder.Path)), "--format", "mail");

        Assert.Equal(1, replay.ExitCode);
        Assert.Equal(Tool.Run([.. options, "--format", "mail"]).Output, replay.Output);
    }

    private static IEnumerable<string> SplitCommand(string command)
    {
        string[] parts = command.Trim().Split('"');
        for (int index = 0; index < parts.Length; index++)
        {
            if (index % 2 == 1) yield return parts[index];
            else foreach (string word in parts[index].Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return word.Trim();
        }
    }
}
