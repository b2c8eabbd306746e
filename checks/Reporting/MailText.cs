using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Reporting;

/// <summary>A verdict as plain text for a mailing list: ASCII, at most 72 characters a line, complete without an attachment.</summary>
internal static class MailText
{
    public const int Width = 72;

    private static readonly string[] Legend =
    [
        "PTE i: the I/O page table entry of IOVA i; D: its dirty bit.",
        "LANDS: the write reaches RAM; wait: the invalidation is complete.",
    ];

    /// <summary>The first violation of a check; or that there is none.</summary>
    public static IEnumerable<string> Lines(CheckResult result, Explainer explainer)
    {
        return result.FirstViolation is { } violation ? Lines(explainer.Explain(violation)!) : LinesWithoutViolation(result);
    }

    public static IEnumerable<string> Lines(Explanation explanation)
    {
        Scenario scenario = explanation.Trace.System.Scenario;
        string property = Words.Of(explanation.Property);
        int steps = explanation.Trace.Steps.Count;
        string[] lines =
        [
            .. LabelledLines.Break($"{Title(scenario)} violates {property}", Width),
            "",
            .. LabelledLines.Break($"{property}: {explanation.Property.Violation()}.", Width, indent: 0),
            "",
            .. ExplanationText.Lines(explanation, Width),
            "",
            .. ScenarioLines(scenario),
            "",
            $"The schedule, {steps} steps{(explanation.Race is null ? "" : $" ({ActorColumns.MarksText})")}:",
            "",
            .. ActorColumns.WriteNarrow(explanation.Trace, explanation),
            "",
            .. Legend,
            "",
            .. Reproduce(scenario, explanation.Property),
        ];
        return lines.Select(ToAscii);
    }

    private static IEnumerable<string> LinesWithoutViolation(CheckResult result)
    {
        string[] unknown = [.. result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Unknown).Select(verdict => Words.Of(verdict.Property))];
        string judged = string.Join(", ", result.Verdicts.Select(verdict => Words.Of(verdict.Property)).Except(unknown));
        return
        [
            .. LabelledLines.Break($"{Title(result.Scenario)}: {(unknown.Length == 0 ? "nothing is violated" : "unknown")}", Width),
            "",
            .. ScenarioLines(result.Scenario),
            "",
            .. judged.Length > 0 ? LabelledLines.Break($"holds: {judged}", Width) : [],
            .. unknown.Length > 0 ? LabelledLines.Break($"unknown (stopped after {result.StopReason}): {string.Join(", ", unknown)}", Width) : [],
            string.Create(null, $"{result.States:N0} states, {result.Transitions:N0} transitions"),
            "",
            .. Reproduce(result.Scenario, property: null),
        ];
    }

    private static string Title(Scenario scenario) =>
        $"{scenario.Protocol.Unmap.Name} with guest {scenario.Guest.Name} on {scenario.Hardware.Name}";

    private static IReadOnlyList<string> ScenarioLines(Scenario scenario)
    {
        var lines = new LabelledLines(Width);
        foreach ((string label, string text) in ScenarioSummary.Lines(scenario)) lines.Add(label, text);
        return lines.Lines;
    }

    private static IEnumerable<string> Reproduce(Scenario scenario, Property? property) =>
        ["To reproduce:", "", .. CheckCommandLine.Lines(scenario, property, Width)];

    // A file of one's own may name things in any letters.
    private static string ToAscii(string line) => string.Concat(line.Select(letter => char.IsAscii(letter) ? letter : '?'));
}
