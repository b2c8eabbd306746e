using Newtonsoft.Json;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Guarantees;

namespace RaceModel.Checks.Reporting.Html;

/// <summary>Comparisons as one self-contained page: verdicts, cost against guarantee, and each counterexample as a sequence chart.</summary>
internal static class ReportPage
{
    private static readonly string[] Scripts =
        ["elements.js", "data.js", "run.js", "pool.js", "chart.js", "state.js", "stepper.js", "matrix.js", "cost.js", "explanation.js", "violation.js", "takes.js", "report.js"];

    /// <param name="tables">The comparisons.</param>
    /// <param name="bounds">What all scenarios have in common.</param>
    /// <param name="explainer">Explains the violations.</param>
    /// <param name="guarantees">What each guarantee takes; null if nobody asked.</param>
    public static string Write(
        IReadOnlyList<ComparisonTable> tables, ComparisonBounds bounds, ReportExplainer explainer, GuaranteeTable? guarantees = null) =>
        HtmlPage.Write("report", Scripts, connect: "'none'", ReportData.Write(tables, bounds, explainer, guarantees).ToString(Formatting.None));
}
