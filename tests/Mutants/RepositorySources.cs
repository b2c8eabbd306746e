using System.Runtime.CompilerServices;

namespace RaceModel.Tests;

/// <summary>The sources of the product as they stand in this clone.</summary>
internal static class RepositorySources
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A project's source files with their texts; each by its path from the root, with slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Of(string project)
    {
        string folder = Path.Combine(Root, project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file)));
    }

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(thisFile)! })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "RaceModel.sln"))) return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no folder above the tests holds RaceModel.sln");
    }
}
