using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The verdicts and shortest counterexamples that an independent brute-force search found.</summary>
public class ExpectedVerdictsTests
{
    private static readonly Checker Checker = new(new SearchLimits());

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            string unmap = "";
            foreach (string line in ReadLines())
            {
                if (line.Length == 0 || line[0] == '#') continue;
                if (line[0] == ' ')
                {
                    string[] guestAndVerdicts = line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
                    cells.Add(unmap, guestAndVerdicts[0], guestAndVerdicts[1]);
                }
                else
                {
                    unmap = line;
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void VerdictsAndLengthsAreAsExpected(string unmap, string guest, string verdicts)
    {
        CheckResult result = Checker.Check(ScenarioText.Parse($"unmap: {unmap} | guest: {guest}"), PropertySet.All);

        Assert.Equal(verdicts, VerdictText.Of(result));
        foreach (Verdict verdict in result.Verdicts)
        {
            if (verdict.Counterexample is { } counterexample) Assert.Null(Replay.Run(counterexample).Divergence);
        }
    }

    [Fact]
    public void EveryUnmapIsJudgedForEveryGuestOfTheTable() => Assert.Equal(14 * 11, Cells.Count);

    private static IEnumerable<string> ReadLines()
    {
        using Stream stream = typeof(ExpectedVerdictsTests).Assembly.GetManifestResourceStream("Golden/expected-vtd.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
