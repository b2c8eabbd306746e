using RaceModel.Checks.Explanations;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Explanations;
using Xunit;

namespace RaceModel.Tests.Reporting;

public sealed class ExplanationTextTests
{
    [Fact]
    public void Explanation_fits_above_its_schedule()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            IReadOnlyList<string> lines = ExplanationText.Lines(explanation);

            Assert.InRange(lines.Count, 4, 25);
            Assert.All(lines, line => Assert.InRange(line.Length, 1, ExplanationText.Width));
        }
    }

    [Fact]
    public void Every_part_is_told()
    {
        string[] labels = [.. ExplanationText.Lines(ExplainedCatalogue.Explain("vtd", "two-call", "racing", Property.NoLostWrite))
            .Select(line => line.Split(' ')[0]).Where(label => label.Length > 0)];
        Assert.Equal(["because", "values", "race", "window", "reorder", "repair", "source"], labels);
    }

    [Fact]
    public void Schedule_marks_the_race_and_its_window()
    {
        Explanation explanation = ExplainedCatalogue.Explain("vtd", "two-call", "racing", Property.NoLostWrite);
        string[] lines = [.. ActorColumns.Write(explanation.Trace, explanation)];

        for (int number = 1; number <= explanation.Trace.Steps.Count; number++)
        {
            char expected = number == explanation.Race!.First || number == explanation.Race.Second ? '*'
                : number >= explanation.Window!.Opens && number <= explanation.Window.Closes ? '|' : ' ';
            Assert.Equal($"{number,4}{expected}", lines[number + 1][..5]);
        }
    }
}
