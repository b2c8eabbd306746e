using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Reporting;
using Spectre.Console;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel replay</c>: repeats a saved schedule.</summary>
internal static class ReplayCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A schedule that 'check' or 'compare' saved with --output." };
        Option<ReportFormat?> format = CommonOptions.Format();
        var fullStates = new Option<bool>("--full-states") { Description = "Shows the whole state after each step, not only what changed." };

        var coyoteTrace = new Option<string?>("--coyote-trace")
        {
            Description = "First lets Microsoft Coyote repeat its own trace of the same run, which 'check --engine coyote' saved beside the schedule.",
            HelpName = "TRACE",
            Hidden = !CoyoteEngine.IsCompiledIn,
        };

        var command = new Command("replay", "Repeats a saved schedule step by step: each step must be enabled, and the run must end in the same violation.")
        {
            file, format, fullStates, coyoteTrace,
        };
        command.SetAction((parse, _) => console.Run(() =>
        {
            Schedule schedule = ScheduleJson.ReadFile(parse.GetRequiredValue(file));
            if (parse.GetValue(coyoteTrace) is { } trace && !RepeatsInCoyote(parse, schedule, trace)) return ExitCode.Inconclusive;

            ReplayResult result = Replay.Run(schedule);
            if (parse.GetValue(format) == ReportFormat.Json) console.WriteJson(ReplayJson.Write(schedule, result));
            else ReplayText.Write(schedule, result, parse.GetValue(fullStates), console.Out);
            return result.Divergence is not null ? ExitCode.Inconclusive
                : schedule.Violated is null ? ExitCode.Success
                : ExitCode.Violated;
        }));
        return command;

        bool RepeatsInCoyote(ParseResult parse, Schedule schedule, string trace)
        {
            if (schedule.Violated is not { } property) throw new InputException("--coyote-trace", "the schedule names no property");
            if (parse.GetValue(format) == ReportFormat.Json) throw new InputException("--coyote-trace", "is not for --format json");

            string text = InputFile.ReadText(trace, "a reproducible trace of Coyote");
            CoyoteReplay replay = console.Watch(_ => CoyoteEngine.Replay(schedule.Scenario, property, text));
            bool same = replay.Repeats(schedule);
            console.Out.WriteLine(same
                ? $"Coyote repeats {trace}: {replay.Report}"
                : $"Coyote does not repeat {trace}: it took {replay.Schedule.Steps.Length} steps, and {replay.Report ?? "nothing failed"}");
            return same;
        }
    }
}
