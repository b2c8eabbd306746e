using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Packaging;

/// <summary>
/// The tool as <c>dotnet pack -c Release checks</c> packed it last: compiled ahead of time for one kind of machine, and as it is for
/// all others. Without packages, or with those of older sources, the tests are skipped; but in CI they fail.
/// </summary>
public sealed class PackedToolTests
{
    private static readonly string[] SourceFolders = ["model", "checks"];

    private const string Remedy = "the tool is not packed: dotnet pack -c Release checks";

    [SkippableFact]
    public void Packed_tool_is_compiled_ahead_of_time_for_this_machine() =>
        Assert.All(Assemblies(portable: false), file => Assert.True(IsReadyToRun(file), $"{file.FullName} is compiled while it runs"));

    /// <summary>Code that was compiled ahead of time for one processor does not load on another.</summary>
    [SkippableFact]
    public void Portable_package_runs_on_every_machine() =>
        Assert.All(Assemblies(portable: true), file => Assert.False(IsReadyToRun(file), $"{file.FullName} is for one kind of machine"));

    /// <summary>A compiler's mistake would be a wrong verdict: the whole catalogue is judged by what users run, in full and reduced.</summary>
    [SkippableFact]
    public void Tool_that_is_compiled_ahead_of_time_judges_the_catalogue_alike() => Assert.Equal(Expected.ToString(), JudgeCatalogue().ToString());

    [SkippableFact]
    public void So_it_does_with_reductions() => Assert.Equal(Verdicts(Expected), Verdicts(JudgeCatalogue("--reduce", "all")));

    private static JToken Expected => CompareJson.Write(CatalogueTables.Tables, TimeSpan.Zero)["tables"]!;

    private static IEnumerable<string> Verdicts(JToken tables) => tables.SelectTokens("$..properties[*].verdict").Select(verdict => (string)verdict!);

    private static JToken JudgeCatalogue(params string[] options)
    {
        using var folder = new TemporaryFolder();
        ZipArchiveEntry entry = Assemblies(portable: false).First(file =>
            file.Name == "RaceModel.Checks.dll" && file.FullName.Contains($"-{RuntimeInformation.OSArchitecture}/", StringComparison.OrdinalIgnoreCase));
        entry.Archive.ExtractToDirectory(folder.Path);
        string[] command = [Path.Combine(folder.Path, entry.FullName), "compare", "--all", "--format", "json", .. options];
        using var process = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return JObject.Parse(process.StandardOutput.ReadToEnd())["tables"]!;
    }

    /// <summary>What runs of the packed tool: of the portable package, or of those that are not.</summary>
    private static ZipArchiveEntry[] Assemblies(bool portable)
    {
        ZipArchiveEntry[] assemblies = [.. Packages().SelectMany(package => package.Entries).Where(file =>
            file.FullName.StartsWith("tools/", StringComparison.Ordinal) && file.Name.EndsWith(".dll", StringComparison.Ordinal)
            && !file.Name.EndsWith(".resources.dll", StringComparison.Ordinal)
            && (file.FullName.Split('/')[2] == "any") == portable)];
        Assert.Superset(new HashSet<string> { "RaceModel.dll", "RaceModel.Checks.dll" }, assemblies.Select(file => file.Name).ToHashSet());
        return assemblies;
    }

    private static ZipArchive[] Packages()
    {
        var folder = new DirectoryInfo(Path.Combine(GoldenFile.Root, "artifacts", "package", "release"));
        DateTime sources = SourceFolders
            .SelectMany(source => new DirectoryInfo(Path.Combine(GoldenFile.Root, source)).EnumerateFiles("*", SearchOption.AllDirectories))
            .Max(file => file.LastWriteTimeUtc);
        FileInfo[] packages = folder.Exists ? [.. folder.GetFiles("RaceModel.*.nupkg").Where(file => file.LastWriteTimeUtc > sources)] : [];
        bool isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Skip.If(packages.Length == 0 && !isCi, Remedy);
        Assert.True(packages.Length > 0, Remedy);
        return [.. packages.Select(file => new ZipArchive(new MemoryStream(File.ReadAllBytes(file.FullName))))];
    }

    private static bool IsReadyToRun(ZipArchiveEntry assembly)
    {
        using var bytes = new MemoryStream();
        using (Stream packed = assembly.Open()) packed.CopyTo(bytes);
        bytes.Position = 0;
        using var image = new PEReader(bytes);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
