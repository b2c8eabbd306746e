using System.CommandLine;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel replay</c>: repeats a saved schedule.</summary>
internal static class ReplayCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A schedule that 'check' or 'compare' saved with --output." };
        Option<ReportFormat?> format = CommonOptions.Format();
        var fullStates = new Option<bool>("--full-states") { Description = "Shows the whole state after each step, not only what changed." };

        var command = new Command("replay", "Repeats a saved schedule step by step: each step must be enabled, and the run must end in the same violation.")
        {
            file, format, fullStates,
        };
        command.SetAction((parse, _) => console.Run(() =>
        {
            Schedule schedule = ScheduleJson.ReadFile(parse.GetRequiredValue(file));
            ReplayResult result = Replay.Run(schedule);
            if (parse.GetValue(format) == ReportFormat.Json) console.WriteJson(ReplayJson.Write(schedule, result));
            else ReplayText.Write(schedule, result, parse.GetValue(fullStates), console.Out);
            return result.Divergence is not null ? ExitCode.Inconclusive
                : schedule.Violated is null ? ExitCode.Success
                : ExitCode.Violated;
        }));
        return command;
    }
}
