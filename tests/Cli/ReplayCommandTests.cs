using Newtonsoft.Json.Linq;
using Xunit;

namespace RaceModel.Tests.Cli;

public sealed class ReplayCommandTests
{
    [Theory]
    [InlineData("no-lost-write")]
    [InlineData("no-time-travel")]
    [InlineData("no-unrecoverable-fault")]
    [InlineData("refines-no-migration")]
    public void Saved_schedule_ends_in_its_violation(string property)
    {
        using var folder = new TemporaryFolder();
        ToolRun run = Tool.Run("replay", Save(folder, "two-call", "racing-load", property));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"and the run violates {property}:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Stuck_state_is_replayed()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(1, Tool.Run("replay", Save(folder, "atomic-stale-compare", "racing", "always-completes")).ExitCode);
    }

    [Fact]
    public void Step_that_is_not_enabled_is_named_with_what_would_happen_instead()
    {
        using var folder = new TemporaryFolder();
        string file = Edit(Save(folder, "two-call", "racing", "no-lost-write"), schedule => ((JArray)schedule["steps"]!)[3].Remove());

        ToolRun run = Tool.Run("replay", file);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            "diverged at step 4: expected 'vmm-migration-thread visit discard-dirty iova=1', but 'vmm-migration-thread' would take "
            + "'vmm-migration-thread visit discard-dirty iova=0' instead",
            run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Guard_that_was_false_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = Edit(Save(folder, "two-call", "racing", "no-lost-write"), schedule =>
            ((JArray)schedule["steps"]!).First(step => (string)step! == "vmm-migration-thread take page=0").Replace("vmm-migration-thread freeze"));

        ToolRun run = Tool.Run("replay", file);

        Assert.Contains("because: bitmap has page 0 left", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("enabled there: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Schedule_that_breaks_is_continued_and_saved()
    {
        using var folder = new TemporaryFolder();
        string file = Edit(Save(folder, "two-call", "racing", "no-lost-write"), schedule => schedule["steps"]![20] = "vmm-migration-thread renamed");

        ToolRun run = Tool.Run("replay", file, "--continue", "--output", Path.Combine(folder.Path, "new"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("because: this model has no such rule", run.Lines);
        Assert.Contains("searched on: violates no-lost-write after 20 steps of the schedule and 22 others", run.Lines);
        string saved = Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "new")));
        Assert.Contains($"schedule of no-lost-write: {saved}", run.Lines);
        Assert.Equal(1, Tool.Run("replay", saved).ExitCode);
    }

    [Fact]
    public void Output_is_for_what_is_continued()
    {
        ToolRun run = Tool.Run("replay", "x.json", "--output", "y");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: --output saves what --continue finds: give both", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_violation_is_a_divergence()
    {
        using var folder = new TemporaryFolder();
        string file = Edit(Save(folder, "two-call", "racing", "no-lost-write"), schedule => ((JArray)schedule["steps"]!).Last!.Remove());

        ToolRun run = Tool.Run("replay", file);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("diverged after all 41 steps: expected 'violation of no-lost-write'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Schedule_of_another_model_is_replayed_and_named()
    {
        using var folder = new TemporaryFolder();
        string file = Edit(Save(folder, "two-call", "racing", "no-lost-write"), schedule => schedule["modelVersion"] = "0123456789abcdef");

        ToolRun run = Tool.Run("replay", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"saved by  model 0123456789abcdef; this is model {TransitionSystem.ModelVersion}", run.Lines);
    }

    [Theory]
    [InlineData("""{ "modelVersion": "1", "property": null, "steps": [] }""", ":1:1: the schedule has no key 'scenario'; expected a scenario")]
    [InlineData("""{ "modelVersion": "1", "property": "no-lost-wirte", "steps": [], "scenario": {} }""", ":1:66: scenario 'scenario' has no key 'hardware'")]
    [InlineData("[]", ":1:1: expected a schedule, found a list")]
    [InlineData("{", ":1:")]
    public void Wrong_file_is_refused_with_its_place(string text, string error)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("wrong.json", text);

        ToolRun run = Tool.Run("replay", file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {file}{error}", run.Error, StringComparison.Ordinal);
    }

    private static string Save(TemporaryFolder folder, string unmap, string guest, string property)
    {
        Tool.Run("check", "--unmap", unmap, "--guest", guest, "--output", folder.Path);
        return Path.Combine(folder.Path, $"vtd_{unmap}_{guest}_{property}.schedule.json");
    }

    private static string Edit(string file, Action<JObject> edit)
    {
        var schedule = JObject.Parse(File.ReadAllText(file));
        edit(schedule);
        File.WriteAllText(file, schedule.ToString());
        return file;
    }
}
