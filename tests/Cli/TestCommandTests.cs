using Newtonsoft.Json.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Coyote;
using RaceModel.Tests.Campaigns;
using Xunit;

namespace RaceModel.Tests.Cli;

public sealed class TestCommandTests : IDisposable
{
    private const string Holding = "\"unmap\": \"two-call\", \"guest\": \"quiesced\", \"rounds\": 0, \"iterations\": 50, \"expected\": \"holds\"";
    private const string Surprising = "\"unmap\": \"two-call\", \"guest\": \"racing\", \"rounds\": 0, \"iterations\": 300, \"expected\": \"holds\"";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Campaign_that_gives_what_is_expected_ends_with_0()
    {
        ToolRun run = Test(Holding);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("as expected: 2 of 2 tests as expected, 0 not, 0 inconclusive", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("rules that never fired: ", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "out", "campaign.json")));
    }

    [Fact]
    public void Campaign_that_does_not_ends_with_1_and_shows_the_schedule()
    {
        ToolRun run = Test(Surprising);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("NOT AS EXPECTED: 0 of 2 tests as expected, 2 not, 0 inconclusive", run.Lines);
        Assert.Contains(run.Lines, line => line.Contains("exhaustive: no-lost-write is violated, which was not expected", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("step  guest vCPU", StringComparison.Ordinal));
        string replay = run.Lines.First(line => line.StartsWith("racemodel replay ", StringComparison.Ordinal));
        Assert.Equal(1, Tool.Run(replay.Split(' ')[1..]).ExitCode);
    }

    [Fact]
    public void Campaign_that_is_stopped_ends_with_3_and_can_be_resumed()
    {
        string keys = Holding + ", \"maxStates\": 100, \"strategies\": [\"exhaustive\"]";

        Assert.Equal(3, Test(keys).ExitCode);
        ToolRun run = Test(keys, "--resume", Path.Combine(_folder.Path, "out", "campaign.json"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("inconclusive", StringComparison.Ordinal) && line.EndsWith("stopped after 100 states", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--strategy-value 3", "--strategy-value is a number of --strategy: give both")]
    [InlineData("--max-steps 3 --max-fair-steps 4", "--max-steps sets --max-unfair-steps and --max-fair-steps: give it alone, or the others")]
    [InlineData("--shard 5/4", "--shard: '5/4' is no part of a whole; give K/N with K from 1 to N, such as 2/4")]
    [InlineData("--iterations 0", "--iterations: '0' is not a number from 1 to 2147483647")]
    [InlineData("--workers many", "--workers: 'many' is not a number from 1 to 1024")]
    [InlineData("--format xml", "--format: unknown value 'xml'; known: text, json, junit, sarif")]
    [InlineData("--strategy pcd", "--strategy: unknown strategy 'pcd'; did you mean 'pct'?")]
    [InlineData("--strategy pct --strategy-value 40", "--strategy-value: 40 is no value of strategy 'pct' (bug depth); expected 1 to 32")]
    [InlineData("--scenario other", "--scenario: unknown scenario 'other'; known: s")]
    [InlineData("--resume nowhere.json", "nowhere.json: no such file; expected a result file of 'racemodel test' (JSON)")]
    public void Wrong_options_are_refused(string options, string error)
    {
        ToolRun run = Test(Holding, options.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {error}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Coyote_is_asked_for_where_it_is_compiled_in()
    {
        if (CoyoteEngine.IsCompiledIn) return;
        ToolRun run = Test(Holding, "--engine", "coyote");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: --engine coyote: Microsoft Coyote is not compiled in", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_is_refused()
    {
        string file = Path.Combine(_folder.Path, "none.json");
        ToolRun run = Tool.Run("test", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"error: {file}: no such file; expected a campaign (JSON with scenarios and their expected verdicts)\n", run.Error);
    }

    [Theory]
    [InlineData("{", "is broken", 1)]
    [InlineData("""{ "modelVersion": "1" }""", "result 'old.json' has no key 'scenarios'", 1)]
    [InlineData("[]", "expected an object for result 'old.json', found a list", 1)]
    [InlineData("""{ "modelVersion": "1", "campaign": "", "fingerprint": "", "scenarios": {}, "shard": { "index": 5, "count": 4 } }""", "5/4 is no part of a whole; expected an index from 1 to the count", 1)]
    public void Result_file_that_is_none_is_refused(string text, string error, int line)
    {
        string file = _folder.Write("old.json", text);
        ToolRun run = Test(Holding, "--resume", file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {file}:{line}:", run.Error, StringComparison.Ordinal);
        if (text != "{") Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_count_more_than_the_file()
    {
        ToolRun run = Test(Holding, "--strategy", "pct", "--strategy-value", "2", "--iterations", "7", "--seed", "9", "--format", "json");

        JObject result = JObject.Parse(run.Output);
        JToken test = Assert.Single((JArray)result["tests"]!);
        Assert.Equal(("pct", 2, 7, 9), ((string)test["plan"]!["strategy"]!, (int)test["plan"]!["strategyValue"]!, (int)test["explored"]!, (int)result["seed"]!));
    }

    [Fact]
    public void Parts_merge_to_the_whole()
    {
        string file = _folder.Write("c.json", Campaigns.CampaignText.Small), whole = Folder("whole");
        Assert.Equal(0, Tool.Run("test", file, "--output", whole).ExitCode);
        for (int part = 1; part <= 3; part++) Tool.Run("test", file, "--shard", $"{part}/3", "--output", Folder("parts"));

        string[] parts = Directory.GetFiles(Folder("parts"), "campaign-*.json");
        ToolRun merged = Tool.Run(["merge", .. parts, "--output", Folder("parts")]);

        Assert.Equal(0, merged.ExitCode);
        Assert.Equal(["campaign-1-of-3.json", "campaign-2-of-3.json", "campaign-3-of-3.json"], parts.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Timeless(Path.Combine(whole, "campaign.json")), Timeless(Path.Combine(Folder("parts"), "campaign.json")));

        ToolRun incomplete = Tool.Run(["merge", .. parts.Skip(1)]);
        Assert.Equal(2, incomplete.ExitCode);
        Assert.Contains("is missing; give the result files of all parts", incomplete.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("junit", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites ")]
    [InlineData("sarif", "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/")]
    [InlineData("json", "{\n  \"modelVersion\": ")]
    [InlineData("text", "campaign  ")]
    public void A_result_file_can_be_reported_anew(string format, string start)
    {
        Test(Surprising);
        ToolRun run = Tool.Run("merge", Path.Combine(_folder.Path, "out", "campaign.json"), "--format", format);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(start, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_is_appended_as_Markdown()
    {
        string summary = _folder.Write("summary.md", "# Job\n");
        Test(Surprising, "--summary", summary);

        string text = File.ReadAllText(summary);
        Assert.StartsWith("# Job\n## RaceModel: **not as expected**\n", text, StringComparison.Ordinal);
        Assert.Contains("| **not as expected** | s | exhaustive | holds | violated: no-lost-write ", text, StringComparison.Ordinal);
        Assert.Contains("```text\nstep  guest vCPU", text, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Never reached</summary>", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.StartsWith('|')), line => Assert.Equal(6, line.Count(letter => letter == '|')));
    }

    [Fact]
    public void Folder_that_cannot_be_made_is_refused()
    {
        string file = _folder.Write("file", "");
        ToolRun run = Tool.Run("test", _folder.Write("c.json", Campaigns.CampaignText.Scenario(Holding)), "--output", Path.Combine(file, "out"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_that_cannot_be_written_is_refused_before_anything_is_run()
    {
        ToolRun run = Test(Holding, "--summary", Path.Combine(_folder.Path, "nowhere", "summary.md"));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("summary.md: cannot be written", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "out", "campaign.json")));
    }

    [Fact]
    public void The_same_seed_leaves_the_same_files_for_any_number_of_workers()
    {
        string file = _folder.Write("c.json", Campaigns.CampaignText.Small);
        string[] left = [.. ((string[])["1", "2", "8"]).Select(workers =>
        {
            string output = Folder(workers);
            Assert.Equal(0, Tool.Run("test", file, "--workers", workers, "--output", output).ExitCode);
            return string.Join('\n', Directory.GetFiles(output).Order(StringComparer.Ordinal).Select(saved =>
                $"{Path.GetFileName(saved)}\n{(saved.EndsWith(".schedule.json", StringComparison.Ordinal) ? File.ReadAllText(saved) : Timeless(saved))}"));
        })];

        Assert.Equal(1 + (2 * 12), left[0].Split('\n').Count(line => line.EndsWith(".json", StringComparison.Ordinal)));
        Assert.All(left, files => Assert.Equal(left[0], files));
    }

    [Fact]
    public void Default_file_is_Coyotes() => Assert.Equal("Coyote.config.json", CampaignFile.DefaultName);

    private ToolRun Test(string keys, params string[] options) =>
        Tool.Run(["test", _folder.Write("c.json", Campaigns.CampaignText.Scenario(keys)), "--output", Folder("out"), .. options]);

    private string Folder(string name) => Path.Combine(_folder.Path, name);

    private static string Timeless(string file) => CampaignHarness.Timeless(ResultReader.Read(file));
}
