using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Packaging;

/// <summary>
/// The tool as <c>dotnet pack -c Release checks</c> packed it last: native code for one kind of machine, and portable for all others.
/// Without packages, or with those of older sources, the tests are skipped; but in CI they fail.
/// </summary>
public sealed class PackedToolTests
{
    private static readonly string[] SourceFolders = ["model", "checks"];

    [SkippableFact]
    public void Packed_tool_needs_no_runtime_on_this_kind_of_machine() => Assert.Equal(["RaceModel.Checks"], Runnable(portable: false).Select(file => file.Name));

    /// <summary>Code that was compiled ahead of time for one processor does not load on another.</summary>
    [SkippableFact]
    public void Portable_package_runs_on_every_machine()
    {
        ZipArchiveEntry[] files = Runnable(portable: true);

        Assert.Superset(new HashSet<string> { "RaceModel.dll", "RaceModel.Checks.dll" }, files.Select(file => file.Name).ToHashSet());
        Assert.All(files, file => Assert.True(IsPortable(file), $"{file.FullName} is for one kind of machine"));
    }

    /// <summary>A compiler's mistake would be a wrong verdict: the whole catalogue is judged by what users run, in full and reduced.</summary>
    [SkippableFact]
    public void Packed_tool_judges_the_catalogue_alike() => Assert.Equal(Expected.ToString(), JudgeCatalogue().ToString());

    [SkippableFact]
    public void So_it_does_with_reductions() => Assert.Equal(Verdicts(Expected), Verdicts(JudgeCatalogue("--reduce", "all")));

    private static JToken Expected => CompareJson.Write(CatalogueTables.Tables, TimeSpan.Zero)["tables"]!;

    private static IEnumerable<string> Verdicts(JToken tables) => tables.SelectTokens("$..properties[*].verdict").Select(verdict => (string)verdict!);

    private static JToken JudgeCatalogue(params string[] options)
    {
        using var folder = new TemporaryFolder();
        string tool = Path.Combine(folder.Path, "racemodel");
        Assert.Single(Runnable(portable: false)).ExtractToFile(tool);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var process = Process.Start(
            new ProcessStartInfo(tool, ["compare", "--all", "--format", "json", .. options]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return JObject.Parse(process.StandardOutput.ReadToEnd())["tables"]!;
    }

    /// <summary>The code in the portable package, or in the one for this kind of machine.</summary>
    private static ZipArchiveEntry[] Runnable(bool portable)
    {
        ZipArchiveEntry[] files =
        [
            .. Packages().SelectMany(package => package.Entries).Where(file => file.FullName.Split('/') is ["tools", _, var machine, var name]
                && Path.GetExtension(name) is not (".xml" or ".json") && (machine == "any") == portable),
        ];
        SkipOutsideCi(files.Length == 0, "the tool is not packed as native code: install gcc or clang, and dotnet pack -c Release checks");
        return files;
    }

    private static ZipArchive[] Packages()
    {
        var folder = new DirectoryInfo(Path.Combine(GoldenFile.Root, "artifacts", "package", "release"));
        DateTime sources = SourceFolders
            .SelectMany(source => new DirectoryInfo(Path.Combine(GoldenFile.Root, source)).EnumerateFiles("*", SearchOption.AllDirectories))
            .Max(file => file.LastWriteTimeUtc);
        FileInfo[] packages = folder.Exists ? [.. folder.GetFiles("RaceModel.*.nupkg").Where(file => file.LastWriteTimeUtc > sources)] : [];
        SkipOutsideCi(packages.Length == 0, "the tool is not packed: dotnet pack -c Release checks");
        return [.. packages.Select(file => new ZipArchive(new MemoryStream(File.ReadAllBytes(file.FullName))))];
    }

    private static void SkipOutsideCi(bool isMissing, string remedy)
    {
        Skip.If(isMissing && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), remedy);
        Assert.False(isMissing, remedy);
    }

    private static bool IsPortable(ZipArchiveEntry assembly)
    {
        using var bytes = new MemoryStream();
        using (Stream packed = assembly.Open()) packed.CopyTo(bytes);
        bytes.Position = 0;
        using var image = new PEReader(bytes);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size == 0;
    }
}
