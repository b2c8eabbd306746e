using Newtonsoft.Json;
using RaceModel.Checks.Comparison;

namespace RaceModel.Checks.Reporting.Html;

/// <summary>Comparisons as one self-contained page: verdicts, cost against guarantee, and each counterexample as a sequence chart.</summary>
internal static class ReportPage
{
    private static readonly string[] Scripts =
        ["elements.js", "data.js", "run.js", "pool.js", "chart.js", "state.js", "stepper.js", "matrix.js", "cost.js", "explanation.js", "violation.js", "report.js"];

    public static string Write(IReadOnlyList<ComparisonTable> tables, ComparisonBounds bounds, ReportExplainer explainer) =>
        HtmlPage.Write("report", Scripts, connect: "'none'", ReportData.Write(tables, bounds, explainer).ToString(Formatting.None));
}
