using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Cli;

/// <summary>What the exit status of each command says; CI scripts rely on it.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private const string Quiesced = "\"unmap\": \"two-call\", \"guest\": \"quiesced\", \"rounds\": 0, \"iterations\": 20";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "check --unmap two-call --guest quiesced")]
    [InlineData(1, "check --unmap two-call --guest racing")]
    [InlineData(2, "check --unmap nonsense --guest racing")]
    [InlineData(2, "check --guest racing")]
    [InlineData(3, "check --unmap two-call --guest quiesced --max-states 10")]
    [InlineData(0, "compare two-call --guest racing")]
    [InlineData(2, "compare nonsense")]
    [InlineData(3, "compare two-call --guest racing --max-states 10")]
    [InlineData(0, "list")]
    [InlineData(2, "list --catalogue nowhere.json")]
    [InlineData(0, "schema campaign")]
    [InlineData(0, "schema campaign-result")]
    [InlineData(2, "schema nonsense")]
    [InlineData(0, "--help")]
    [InlineData(0, "test --help")]
    [InlineData(0, "--version")]
    [InlineData(2, "nonsense")]
    [InlineData(2, "check --nonsense")]
    [InlineData(2, "merge")]
    [InlineData(2, "merge nowhere.json")]
    [InlineData(2, "replay nowhere.json")]
    [InlineData(2, "test nowhere.json")]
    public void Command_ends_with(int exitCode, string command) => Assert.Equal(exitCode, Tool.Run(command.Split(' ')).ExitCode);

    [Theory]
    [InlineData(0, "\"expected\": \"holds\"")]
    [InlineData(1, "\"expected\": { \"violated\": [\"no-lost-write\"] }")]
    [InlineData(2, "\"expected\": \"maybe\"")]
    [InlineData(3, "\"expected\": \"holds\", \"maxStates\": 10")]
    public void Test_and_merge_end_with(int exitCode, string keys)
    {
        string output = Path.Combine(_folder.Path, "out");
        string file = _folder.Write("c.json", Campaigns.CampaignText.Scenario($"{Quiesced}, {keys}"));

        Assert.Equal(exitCode, Tool.Run("test", file, "--output", output).ExitCode);
        if (exitCode != 2) Assert.Equal(exitCode, Tool.Run("merge", Path.Combine(output, "campaign.json")).ExitCode);
    }

    [Theory]
    [InlineData(1, "\"steps\"", "\"steps\"", false)]
    [InlineData(0, "\"property\": \"no-lost-write\"", "\"property\": null", false)]
    [InlineData(3, "vmm-migration-thread freeze", "vmm-migration-thread renamed", false)]
    [InlineData(1, "vmm-migration-thread freeze", "vmm-migration-thread renamed", true)]
    [InlineData(1, "\"steps\"", "\"steps\"", true)]
    [InlineData(0, "\"clear-pte\"", "\"exchange-pte\"", true)]
    [InlineData(2, "\"property\": \"no-lost-write\"", "\"property\": null", true)]
    [InlineData(2, "\"steps\"", "\"stebs\"", false)]
    public void Replay_ends_with(int exitCode, string was, string becomes, bool continues)
    {
        Tool.Run("check", "--unmap", "two-call-no-clear", "--guest", "racing", "--property", "LW", "--output", _folder.Path);
        string schedule = File.ReadAllText(Path.Combine(_folder.Path, "vtd_two-call-no-clear_racing_no-lost-write.schedule.json"));
        string file = _folder.Write("changed.json", schedule.Replace(was, becomes, StringComparison.Ordinal));

        Assert.Equal(exitCode, Tool.Run(["replay", file, .. continues ? (string[])["--continue"] : []]).ExitCode);
    }

    [Fact]
    public void Search_that_continues_a_schedule_can_be_inconclusive()
    {
        Tool.Run("check", "--unmap", "two-call", "--guest", "racing", "--property", "LW", "--output", _folder.Path);
        string schedule = File.ReadAllText(Path.Combine(_folder.Path, "vtd_two-call_racing_no-lost-write.schedule.json"));
        string file = _folder.Write("changed.json", schedule.Replace("guest-vcpu post", "guest-vcpu renamed", StringComparison.Ordinal));

        Assert.Equal(3, Tool.Run("replay", file, "--continue", "--max-states", "10").ExitCode);
    }

    [Fact]
    public void Each_status_is_in_the_documentation()
    {
        string page = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "ci.md"));
        Assert.All(Enum.GetValues<Checks.Cli.ExitCode>(), status => Assert.Contains($"| {(int)status} |", page, StringComparison.Ordinal));
    }
}
