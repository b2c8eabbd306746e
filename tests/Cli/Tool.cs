using RaceModel.Checks.Cli;

namespace RaceModel.Tests.Cli;

/// <summary>What the tool wrote and how it ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines { get; } = Output.Split('\n');
}

/// <summary>Runs the tool's command line in this process, as if its output were redirected.</summary>
internal static class Tool
{
    public static ToolRun Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = RaceModelCommand.RunAsync(arguments, new ToolConsole(output, error, isTerminal: false)).GetAwaiter().GetResult();
        return new(exitCode, output.ToString(), error.ToString());
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("racemodel-").FullName;

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
