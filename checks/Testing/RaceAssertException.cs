using RaceModel.Checks.Cli;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Testing;

/// <summary>
/// A scenario does not give what a test expects of it. The message is the whole report, with the saved schedules and the command that
/// replays the first.
/// </summary>
public sealed class RaceAssertException : Exception
{
    private RaceAssertException(string message, CheckResult result, IReadOnlyDictionary<Property, string> schedules)
        : base(message)
    {
        Result = result;
        Schedules = schedules;
    }

    /// <summary>All that the check found.</summary>
    public CheckResult Result { get; }

    /// <summary>The saved schedule of each violation.</summary>
    public IReadOnlyDictionary<Property, string> Schedules { get; }

    internal static RaceAssertException For(string problem, CheckResult result, RaceAssertOptions options)
    {
        // Named after the scenario, whatever else a test may save: one file for each scenario and property.
        IReadOnlyDictionary<Property, string> schedules = result.Violated.IsEmpty
            ? new Dictionary<Property, string>()
            : ScheduleFolder.Open(Path.GetFullPath(options.ScheduleFolder))!.Save(result);
        using var text = new StringWriter();
        text.WriteLine(problem);
        text.WriteLine();
        CheckText.Write(result, new Explainer(result.Scenario, options.Limits), schedules, new ToolConsole(text, TextWriter.Null, isTerminal: false).Out);
        if (schedules.Count > 0) text.WriteLine($"replay with: racemodel replay {schedules.First().Value}");
        return new(text.ToString().ReplaceLineEndings("\n"), result, schedules);
    }
}
