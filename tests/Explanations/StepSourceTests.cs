using RaceModel.Checks.Explanations;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Explanations;

/// <summary>What a step is said to stand for is what section 9 of the semantics says.</summary>
public sealed class StepSourceTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadAllLines(Path.Combine(GoldenFile.Root, "docs", "semantics.md"))
            .SkipWhile(line => !line.StartsWith("## 9.", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Replace("`", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)[1..4]),
    ];

    public static TheoryData<Rule, Primitive?> Steps
    {
        get
        {
            var data = new TheoryData<Rule, Primitive?>();
            foreach (Rule rule in Enum.GetValues<Rule>().Where(rule => rule is not (>= Rule.Visit and <= Rule.SetTracking))) data.Add(rule, null);
            foreach (Primitive primitive in Enum.GetValues<Primitive>().Where(primitive => primitive.Walks())) data.Add(Rule.Visit, primitive);
            data.Add(Rule.SetTracking, Primitive.SetTracking);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Source_stands_in_the_semantics(Rule rule, Primitive? primitive)
    {
        var source = StepSource.Of(new Step { Actor = Actor.VmmTrapThread, Rule = rule, Primitive = primitive });

        Assert.Contains(Rows, row => IsSaid(source.StandsFor, string.Join(' ', row)) && row[2].Contains(source.HowSure, StringComparison.Ordinal));
    }

    // Names of functions may stand apart; words stand together.
    private static bool IsSaid(string standsFor, string row) =>
        standsFor.Split([", ", "; "], StringSplitOptions.None).All(part => row.Contains(part, StringComparison.Ordinal));
}
