using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Docs;

/// <summary>Every verdict in the documentation is what the tool says.</summary>
public sealed partial class AnswersTests
{
    /// <summary>Each command of <c>docs/answers.md</c>, and the verdict below it.</summary>
    public static TheoryData<string, string> Answers()
    {
        var data = new TheoryData<string, string>();
        string text = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "answers.md"));
        foreach ((string command, string verdict) in Answer().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct())
            data.Add(command, verdict);
        return data;
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Command_gives_the_verdict_below_it(string command, string verdict)
    {
        string[] arguments = [.. Argument().Matches(command).Select(match => match.Value.Trim('"')).Skip(1)];
        ToolRun run = Tool.Run([.. arguments, "--format", "json"]);

        IEnumerable<string> violated = JObject.Parse(run.Output)["properties"]!
            .Where(property => (string)property["verdict"]! == "violated")
            .Select(property => $"{Abbreviate((string)property["name"]!)}{property["length"]}");
        Assert.Equal(verdict, string.Join(' ', violated.DefaultIfEmpty("holds")));
    }

    [Fact]
    public void Page_is_read_as_a_whole()
    {
        string text = File.ReadAllText(Path.Combine(GoldenFile.Root, "docs", "answers.md"));
        Assert.Equal(Regex.Count(text, "(?m)^- `racemodel"), Answer().Count(text));
    }

    private static string Abbreviate(string name)
    {
        Assert.True(Words.TryParse(name, out Property property));
        return property.Abbreviation();
    }

    [GeneratedRegex(@"(?m)^- `(racemodel [^`]*)`.*\n  \*\*(.*)\*\*$")]
    private static partial Regex Answer();

    [GeneratedRegex("""
        "[^"]*"|\S+
        """)]
    private static partial Regex Argument();
}
