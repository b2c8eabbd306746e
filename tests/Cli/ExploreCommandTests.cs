using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Newtonsoft.Json.Linq;
using RaceModel.Tests.Reporting.Html;
using Xunit;

namespace RaceModel.Tests.Cli;

/// <summary><c>racemodel explore</c> as a user runs it: a process of its own that serves until Ctrl-C.</summary>
public sealed class ExploreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serves_a_schedule_at_a_step_until_it_is_interrupted()
    {
        if (!OperatingSystem.IsLinux()) return;

        Tool.Run("check", "--unmap", "two-call", "--guest", "racing", "--property", "LW", "--output", _folder.Path);
        using Process process = ToolProcess.Start("explore", Directory.GetFiles(_folder.Path).Single(), "--step", "20");
        string address = (await process.StandardOutput.ReadLineAsync())!["explorer: ".Length..];
        using var client = new HttpClient();
        JObject page = new PageData(await client.GetStringAsync(new Uri(address))).Document;
        ToolProcess.Send(process, "INT");
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal((20, "racing"), ((int)page["start"]!["step"]!, (string?)page["start"]!["scenario"]!["guest"]));
    }

    [Theory]
    [InlineData("explore nowhere.json", "nowhere.json")]
    [InlineData("explore --unmap two-call", "--guest")]
    [InlineData("explore --guest racing", "--unmap")]
    [InlineData("explore --unmap nonsense --guest racing", "nonsense")]
    [InlineData("explore --step 3", "--step")]
    [InlineData("explore some.json --guest racing", "FILE")]
    [InlineData("explore --port 0", "--port")]
    [InlineData("explore --port 65536", "--port")]
    public void Wrong_command_line_is_refused(string command, string named)
    {
        ToolRun run = Tool.Run(command.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_is_taken_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        ToolRun run = Tool.Run("explore", "--port", $"{port}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--port: {port} is taken", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_past_the_schedule_is_refused()
    {
        Tool.Run("check", "--unmap", "two-call", "--guest", "racing", "--property", "UF", "--output", _folder.Path);
        ToolRun run = Tool.Run("explore", Directory.GetFiles(_folder.Path).Single(), "--step", "8");
        Assert.Equal((2, "error: --step: 8: the schedule can be followed for 7 steps\n"), (run.ExitCode, run.Error));
    }
}
