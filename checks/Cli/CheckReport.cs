using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary>Writes a check's result in the format asked for.</summary>
internal static class CheckReport
{
    /// <summary>The limits of the check: states beyond those that can be drawn need not be searched for.</summary>
    public static SearchLimits Limit(SearchLimits limits, TraceFormat format) =>
        format == TraceFormat.Dot ? limits with { MaxStates = Math.Min(limits.MaxStates, StateGraphDot.MostStates + 1) } : limits;

    /// <exception cref="InputException">The scenario is too large for the format; the message says what to give instead.</exception>
    public static void Write(
        TraceFormat format, CheckResult result, Explainer explainer, IReadOnlyDictionary<Property, string> saved, ToolConsole console)
    {
        switch (format)
        {
            case TraceFormat.Json:
                console.WriteJson(CheckJson.Write(result, explainer, saved));
                break;
            case TraceFormat.Mail:
                console.WriteLines(MailText.Lines(result, explainer));
                break;
            case TraceFormat.Mermaid:
                console.WriteLines(result.FirstViolation is { } shown ? MermaidText.Lines(explainer.Explain(shown)!) : MermaidText.NoViolation);
                break;
            case TraceFormat.Dot when result.States > StateGraphDot.MostStates || result.StopReason is not null:
                throw new InputException(
                    "--format dot", $"the scenario has more than {StateGraphDot.MostStates} states; give fewer --pages and --rounds, or a shorter guest");
            case TraceFormat.Dot:
                console.WriteLines(StateGraphDot.Lines(result.Scenario, result.FirstViolation));
                break;
            default:
                CheckText.Write(result, explainer, saved, console.Out);
                break;
        }
    }
}
