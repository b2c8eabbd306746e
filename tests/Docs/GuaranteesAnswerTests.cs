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
        string[] rows = [.. Regex.Matches(Section("### 2.16", "### 2.17"), "(?m)^\\| [a-z].*\\|$").Select(match => match.Value).Skip(1)];
        JToken[] vtd = [.. GuaranteeRun.On("vtd")];

        Assert.Equal(vtd.Length, rows.Length);
        foreach ((JToken row, string line) in vtd.Zip(rows))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            Assert.Equal((string?)row["queryThenUnmapFails"] is { } guest ? $"not for `{guest}`" : "yes", cells[2]);
            Assert.Equal(Cheapest(row), cells[3].Trim('`'));
        }

        Assert.All(GuaranteeRun.On("blind-or").Take(4), row => Assert.Contains("[exchange-pte, flush, read-dirty]", row["cheapest"]!.Select(entry => (string)entry["protocol"]!)));
        Assert.All((string[])["pri", "amd-suppressed"], hardware => Assert.Equal("[clear-pte, flush]", Cheapest(GuaranteeRun.On(hardware).Last())));
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

    [Fact]
    public void Other_parts_need_what_the_page_says()
    {
        MatchCollection rows = Regex.Matches(Page[Page.IndexOf("### 2.17", StringComparison.Ordinal)..], @"(?m)^\| `racemodel (synthesize [^`]*)` \| (.*) \|$");

        Assert.Equal(4, rows.Count);
        foreach (Match row in rows)
        {
            JObject result = JObject.Parse(Tool.Run([.. row.Groups[1].Value.Split(' '), "--format", "json"]).Output);
            Assert.True((bool)result["complete"]!);
            Assert.Equal(row.Groups[2].Value.Replace("`", "", StringComparison.Ordinal), string.Join(", ", result["front"]!.SelectMany(entry => entry["protocols"]!).Select(protocol => protocol["protocol"])));
        }
    }

    private static string Section(string heading, string next) =>
        Page[Page.IndexOf(heading, StringComparison.Ordinal)..Page.IndexOf(next, StringComparison.Ordinal)];

    private static string Cheapest(JToken row) => (string?)row["cheapest"]!.FirstOrDefault()?["protocol"] ?? "none";
}
