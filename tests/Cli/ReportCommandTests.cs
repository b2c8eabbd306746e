using Newtonsoft.Json.Linq;
using RaceModel.Tests.Reporting.Html;
using Xunit;

namespace RaceModel.Tests.Cli;

/// <summary><c>racemodel report</c> as a user runs it.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_is_written_into_a_new_folder()
    {
        string folder = Path.Combine(_folder.Path, "new");

        ToolRun run = Tool.Run("report", "two-call", "atomic-exchange", "--guest", "racing", "-o", folder);

        string page = Path.Combine(folder, "index.html");
        Assert.Equal((0, $"report: {page}\n"), (run.ExitCode, run.Output));
        var data = new PageData(File.ReadAllText(page));
        Assert.NotNull(data.CellOf("vtd", "two-call", "racing")["no-lost-write"]);
        Assert.Null(data.CellOf("vtd", "atomic-exchange", "racing")["no-lost-write"]);
    }

    [Fact]
    public void Page_carries_what_each_guarantee_takes_if_asked()
    {
        Tool.Run("report", "two-call", "--guest", "racing", "--guarantees", "-o", _folder.Path);

        JToken guarantees = new PageData(File.ReadAllText(Path.Combine(_folder.Path, "index.html"))).Document["guarantees"]!;
        JToken vtd = Assert.Single(guarantees["hardware"]!);
        Assert.True(JToken.DeepEquals(GuaranteeRun.On("vtd"), vtd["guarantees"]));
        Assert.True(JToken.DeepEquals(GuaranteeRun.Software, guarantees["software"]));
    }

    [Theory]
    [InlineData(2, "two-call --guest any:2 -o {0}")]
    [InlineData(2, "two-call")]
    [InlineData(2, "nonsense -o {0}")]
    [InlineData(2, "two-call --guest racing -o {0}/file/below")]
    [InlineData(3, "two-call --guest racing -o {0} --max-states 10")]
    public void Ends_with(int exitCode, string arguments)
    {
        _folder.Write("file", "");
        string[] words = [.. arguments.Split(' ').Select(word => word.Replace("{0}", _folder.Path, StringComparison.Ordinal))];
        Assert.Equal(exitCode, Tool.Run(["report", .. words]).ExitCode);
    }
}
