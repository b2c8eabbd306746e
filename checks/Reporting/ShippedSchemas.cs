using System.Reflection;

namespace RaceModel.Checks.Reporting;

/// <summary>The JSON schemas of all files that the tool reads and writes.</summary>
internal static class ShippedSchemas
{
    private const string Suffix = ".schema.json";
    private static readonly Assembly Assembly = typeof(ShippedSchemas).Assembly;

    /// <summary>The schemas' names, such as <c>check</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)).Select(NameOf).Order(StringComparer.Ordinal)];

    /// <summary>A schema's text.</summary>
    public static string Read(string name)
    {
        string resource = Assembly.GetManifestResourceNames().Single(candidate =>
            candidate.EndsWith(Suffix, StringComparison.Ordinal) && NameOf(candidate) == name);
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string NameOf(string resource) => resource[(resource.LastIndexOf('/') + 1)..^Suffix.Length];
}
