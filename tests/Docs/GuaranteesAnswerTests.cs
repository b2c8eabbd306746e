using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Docs;

/// <summary>What the answers say of a third operation is what the tool finds.</summary>
public sealed class GuaranteesAnswerTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "answers.md"));

    [Fact]
    public void Table_is_that_of_the_tool()
    {
        JToken table = JObject.Parse(Tool.Run("guarantees", "--hardware", "vtd", "blind-or", "pri", "amd-suppressed", "--format", "json").Output)["hardware"]!;
        string[] rows = [.. Regex.Matches(Page[Page.IndexOf("### 2.16", StringComparison.Ordinal)..], "(?m)^\\| [a-z].*\\|$").Select(match => match.Value).Skip(1)];
        JToken[] vtd = [.. table[0]!["guarantees"]!];

        Assert.Equal(vtd.Length, rows.Length);
        foreach ((JToken row, string line) in vtd.Zip(rows))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            Assert.Equal((string?)row["queryThenUnmapFails"] is { } guest ? $"not for `{guest}`" : "yes", cells[2]);
            Assert.Equal(Cheapest(row), cells[3].Trim('`'));
        }

        Assert.All(table[1]!["guarantees"]!.Take(4), row => Assert.Contains("[exchange-pte, flush, read-dirty]", row["cheapest"]!.Select(entry => (string)entry["protocol"]!)));
        Assert.All(table.Skip(2), hardware => Assert.Equal("[clear-pte, flush]", Cheapest(hardware["guarantees"]!.Last())));
    }

    [Fact]
    public void Without_an_exchange_one_flush_is_enough()
    {
        string output = Tool.Run("synthesize", "--without", "exchange-pte", "report-all").Output;
        foreach (string protocol in (string[])["[write-protect-clear-dirty, clear-pte, flush]", "[clear-present, read-dirty, flush]"])
        {
            Assert.Contains(protocol, Page, StringComparison.Ordinal);
            Assert.Contains($" {protocol} ", output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(" [write-protect-clear-dirty, flush, clear-pte] ", output, StringComparison.Ordinal);
    }

    private static string Cheapest(JToken row) => (string?)row["cheapest"]!.FirstOrDefault()?["protocol"] ?? "none";
}
