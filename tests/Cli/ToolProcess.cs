using System.Diagnostics;

namespace RaceModel.Tests.Cli;

/// <summary>The tool as a process of its own, on Linux.</summary>
internal static class ToolProcess
{
    /// <summary>Starts it with its output redirected. It takes Ctrl-C even where a script runs the tests in its background, whose processes ignore that.</summary>
    public static Process Start(params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "RaceModel.Checks.dll");
        return Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", tool, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Sends it a signal, such as <c>INT</c>.</summary>
    public static void Send(Process process, string signal)
    {
        using var sender = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        sender.WaitForExit();
    }
}
