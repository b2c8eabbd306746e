using System.Diagnostics;
using RaceModel.Checks.Campaigns;
using RaceModel.Tests.Campaigns;
using Xunit;

namespace RaceModel.Tests.Cli;

/// <summary>The tool as a process of its own: interrupted or killed, it leaves a valid result file, from which it goes on.</summary>
public sealed class KilledCampaignTests : IDisposable
{
    private const string Interrupt = "INT", Kill = "KILL";

    // Long enough to be still running when the signal comes.
    private const string Long = """
        { "iterations": 3000, "scenarios": {
            "one": { "unmap": "two-call", "guest": "racing-load", "strategies": ["exhaustive", "random", "pct", "pos"],
                     "expected": { "violated": ["no-lost-write", "no-time-travel", "no-unrecoverable-fault", "refines-no-migration"] } },
            "two": { "unmap": "atomic-exchange", "guest": "quiesced", "strategies": ["exhaustive", "random", "pct", "pos"], "expected": "holds" } } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Kill)]
    public void What_is_left_goes_on_to_the_same_result(string signal)
    {
        if (!OperatingSystem.IsLinux()) return;

        string file = _folder.Write("c.json", Long), output = Path.Combine(_folder.Path, "out"), result = Path.Combine(output, "campaign.json");
        int exitCode = RunUntil(signal, result, "test", file, "--output", output, "--workers", "1");
        CampaignResult left = ResultReader.Read(result);
        ToolRun resumed = Tool.Run("test", file, "--resume", result);
        string through = Path.Combine(_folder.Path, "through");
        Tool.Run("test", file, "--output", through);

        Assert.Contains(exitCode, signal == Interrupt ? [0, 3] : (int[])[0, 137]);
        Assert.Equal(8, left.Tests.Count);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(CampaignHarness.Timeless(ResultReader.Read(Path.Combine(through, "campaign.json"))), CampaignHarness.Timeless(ResultReader.Read(result)));
    }

    /// <summary>Sends the signal as soon as there is a result file; 0 if the process was faster.</summary>
    private static int RunUntil(string signal, string file, params string[] arguments)
    {
        using Process process = ToolProcess.Start(arguments);
        while (!File.Exists(file) && !process.HasExited) Thread.Sleep(5);
        ToolProcess.Send(process, signal);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
