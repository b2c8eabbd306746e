using System.Text.RegularExpressions;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Docs;

/// <summary>Pages link only to files that are there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => new(
        Directory.GetFiles(GoldenFile.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(GoldenFile.Root, "docs"), "*.md"))
            .Select(page => Path.GetRelativePath(GoldenFile.Root, page)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string page)
    {
        string path = Path.Combine(GoldenFile.Root, page);
        string[] missing = [.. Link().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)))];
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
