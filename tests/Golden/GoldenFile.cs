using System.Runtime.CompilerServices;
using Xunit;

namespace RaceModel.Tests.Golden;

/// <summary>Texts that are pinned in files. <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
internal static class GoldenFile
{
    private const string UpdateVariable = "UPDATE_GOLDEN";

    /// <summary>The repository's top folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", ".."));

    /// <summary>Compares a text with the pinned one.</summary>
    public static void AssertEqual(string name, string actual)
    {
        string path = Path.Combine(ThisFolder(), name);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"tests/Golden/{name} is not there: {UpdateVariable}=1 dotnet test writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>The lines of a pinned text.</summary>
    public static string[] ReadLines(string name) => File.ReadAllLines(Path.Combine(ThisFolder(), name));

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
