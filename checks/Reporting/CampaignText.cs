using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Scheduling;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>A campaign's result as text.</summary>
internal static class CampaignText
{
    public static void Write(CampaignResult result, IAnsiConsole console)
    {
        console.WriteLine(Head(result));
        console.WriteLine();
        int width = result.Tests.Select(test => test.Test.Label.Length).DefaultIfEmpty(0).Max();
        foreach (TestResult test in result.Tests)
            console.MarkupLine($"  {Mark(test.Verdict)}  {Markup.Escape(test.Test.Label.PadRight(width))}  {Markup.Escape(Describe(test))}");
        foreach (IGrouping<string, TestResult> failures in result.Tests.Where(test => test.Verdict == TestVerdict.NotAsExpected)
            .GroupBy(test => test.Test.Scenario.Name, StringComparer.Ordinal))
        {
            WriteFailures(failures.Key, [.. failures], console);
        }

        console.WriteLine();
        foreach (string line in NeverReachedText.Lines(NeverReached.Of(result))) console.WriteLine(line);
        console.WriteLine();
        console.MarkupLine($"{Mark(result.Verdict).Trim()}: {Counts(result)}");
        console.WriteLine($"took {result.Elapsed.TotalSeconds:0.00} s");
    }

    public static string Head(CampaignResult result)
    {
        string part = result.Shard.Count > 1 ? $", part {result.Shard}" : "";
        int scenarios = result.Tests.Select(test => test.Test.Scenario.Name).Distinct(StringComparer.Ordinal).Count();
        return $"campaign  {result.FileName}{part}: {result.Tests.Count} tests of {scenarios} scenarios, seed {result.Seed}, model {result.ModelVersion}";
    }

    public static string Counts(CampaignResult result) =>
        $"{result.Count(TestVerdict.AsExpected)} of {result.Tests.Count} tests as expected, {result.Count(TestVerdict.NotAsExpected)} not, "
        + $"{result.Count(TestVerdict.Inconclusive)} inconclusive";

    /// <summary>What a test found, in one line.</summary>
    public static string Describe(TestResult test)
    {
        string found = test.Findings.Count > 0 ? $"violated: {string.Join("; ", test.Findings.Select(finding => $"{Words.Of(finding.Property)} {finding.Size}"))}"
            : test.IsExhausted ? "holds"
            : "no violation found";
        string missing = !test.Missing.IsEmpty ? $"; missing: {Names(test.Missing)}" : "";
        string unexpected = test.Unexpected.IsEmpty ? "" : $"; not expected: {Names(test.Unexpected)}";
        return string.Join("; ", ((string?[])[$"{found}{unexpected}{missing}", Effort(test), WhyUnknown(test)]).OfType<string>());
    }

    /// <summary>What is wrong with one property of a test, in one sentence.</summary>
    public static string Explain(TestResult test, Property property) => test.OutcomeOf(property) switch
    {
        PropertyOutcome.Unexpected =>
            $"{Words.Of(property)} is violated, which was not expected: {property.Violation()}",
        PropertyOutcome.Missing when test.IsExhausted =>
            $"{Words.Of(property)} was expected to be violated, and holds: all {test.Explored:N0} states were searched",
        PropertyOutcome.Missing =>
            $"{Words.Of(property)} was expected to be violated, and was not in {test.Explored:N0} executions",
        PropertyOutcome.Unknown => $"{Words.Of(property)}: {WhyUnknown(test)}",
        PropertyOutcome.Violated => $"{Words.Of(property)} is violated, as expected: {property.Violation()}",
        PropertyOutcome.Holds => $"{Words.Of(property)} holds",
        _ => $"{Words.Of(property)} was not violated in {test.Explored:N0} executions",
    };

    /// <summary>Why a test cannot judge some property; null if it judges all.</summary>
    public static string? WhyUnknown(TestResult test) => test.StopReason ?? Suspicion(test);

    private static string Effort(TestResult test) => test.Test.Plan switch
    {
        { Engine: TestEngine.Exhaustive } => $"{test.Explored:N0} states",
        { Strategy: Strategy.Dfs } => $"{test.Explored:N0} executions, " + test.ExhaustedPreemptions switch
        {
            null => "not all of those without a preemption",
            0 => "all without a preemption",
            1 => "all with at most 1 preemption",
            var most => $"all with at most {most} preemptions",
        },
        _ => $"{test.Explored:N0} executions",
    };

    private static string? Suspicion(TestResult test) => test.Suspects is { } suspects && test.Unknown.Contains(Property.AlwaysCompletes)
        ? $"{suspects.Count:N0} without progress to switch-over, the first for {suspects.Steps:N0} steps, and no search could tell "
            + $"whether it can still be reached: racemodel replay {suspects.File}"
        : null;

    private static void WriteFailures(string scenario, IReadOnlyList<TestResult> tests, IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{scenario}[/], expected {tests[0].Test.Scenario.Expectation}");
        foreach (TestResult test in tests)
        {
            foreach (Property property in test.Unexpected.Union(test.Missing).Items()) console.WriteLine($"  {test.Test.Plan.Label}: {Explain(test, property)}");
        }

        Finding[] findings = [.. tests.SelectMany(test => test.Findings.Where(finding => test.Unexpected.Contains(finding.Property)))];
        if (findings.Length == 0) return;

        // One schedule tells more than all of them; the others can be replayed.
        console.WriteLine();
        console.WriteLine($"{Words.Of(findings[0].Property)}, {findings[0].Size}:");
        console.WriteLine();
        CheckText.WriteColumns(findings[0].Schedule, console);
        console.WriteLine();
        foreach (Finding finding in findings) console.WriteLine($"racemodel replay {finding.File}");
    }

    private static string Names(PropertySet properties) => string.Join(", ", properties.Items().Select(Words.Of));

    private static string Mark(TestVerdict verdict) => verdict switch
    {
        TestVerdict.AsExpected => "[green]as expected[/]    ",
        TestVerdict.NotAsExpected => "[red]NOT AS EXPECTED[/]",
        _ => "[yellow]inconclusive[/]   ",
    };
}
