using System.Collections.Concurrent;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Reporting.Html;

/// <summary>
/// Explains the violations of a report, a table at a time and no scenario twice. An interrupted report leaves the rest unexplained.
/// </summary>
/// <param name="limits">What may stop it, and how many scenarios are explained at the same time.</param>
/// <param name="repairs">Whether changes of the protocol are searched for.</param>
/// <param name="report">Is told how far it has come.</param>
internal sealed class ReportExplainer(SearchLimits limits, bool repairs, Action<string> report)
{
    private readonly ConcurrentDictionary<(string Scenario, Property Property), Explanation> _explanations = new();
    private readonly HashSet<string> _explained = new(StringComparer.Ordinal);

    /// <summary>Explains what of a table has not been explained yet.</summary>
    public void Explain(ComparisonTable table)
    {
        CheckResult[] fresh = [.. table.Rows.SelectMany(row => row.Results)
            .Where(result => !result.Violated.IsEmpty && _explained.Add(KeyOf(result.Scenario)))];
        int done = 0;
        Parallel.ForEach(fresh, new ParallelOptions { MaxDegreeOfParallelism = limits.Workers }, result =>
        {
            Explain(result);
            report($"{table.Title}: {Interlocked.Increment(ref done):N0} of {fresh.Length:N0} scenarios explained");
        });
    }

    /// <summary>The explanation of a violation in a table that was explained; null if that was interrupted.</summary>
    public Explanation? Find(Verdict verdict) => _explanations.GetValueOrDefault((KeyOf(verdict.Scenario!), verdict.Property));

    // A repair may change a part of the protocol that does not matter for the run.
    private string KeyOf(Scenario scenario) => repairs ? ScenarioKey.Of(scenario) : ScenarioKey.OfRuns(scenario);

    private void Explain(CheckResult result)
    {
        var explainer = new Explainer(result.Scenario, limits with { Workers = 1, Progress = null });
        foreach (Verdict verdict in result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated))
        {
            if (limits.Cancellation.IsCancellationRequested) return;
            TransitionSystem system = TransitionSystem.Of(result.Scenario);
            Explanation explanation = explainer.Explain(Counterexamples.Trace.Run(system, verdict.Processes!), verdict.Property, repairs);
            _explanations[(KeyOf(result.Scenario), verdict.Property)] = explanation;
        }
    }
}
