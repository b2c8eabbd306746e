using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;
using Spectre.Console;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel replay</c>: repeats a saved schedule.</summary>
internal sealed class ReplayCommand
{
    private readonly ToolConsole _console;
    private readonly Argument<string> _file = new("FILE") { Description = "A schedule that 'check', 'compare' or 'test' saved." };
    private readonly Option<TraceFormat?> _format = CommonOptions.TraceFormat();
    private readonly Option<bool> _fullStates = new("--full-states") { Description = "Shows the whole state after each step, not only what changed." };
    private readonly Option<bool> _continue = new("--continue")
    {
        Description = "Where the schedule cannot be followed any more, searches on for the same violation: for schedules of an older model.",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "With --continue, saves the schedule that was found in this folder.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _coyoteTrace = new("--coyote-trace")
    {
        Description = "First lets Microsoft Coyote repeat its own trace of the same run, which 'check --engine coyote' saved beside the schedule.",
        HelpName = "TRACE",
        Hidden = !CoyoteEngine.IsCompiledIn,
    };

    private readonly LimitOptions _limits = new();

    private ReplayCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var replay = new ReplayCommand(console);
        var command = new Command("replay", "Repeats a saved schedule step by step: each step must be enabled, and the run must end in the same violation.")
        {
            replay._file,
        };
        foreach (Option option in (Option[])[replay._format, replay._fullStates, replay._continue, replay._output, replay._coyoteTrace, .. replay._limits.All])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(replay._output) is not null && result.GetResult(replay._continue) is null)
                result.AddError("--output saves what --continue finds: give both");
            if (result.GetValue(replay._format) == TraceFormat.Dot) result.AddError("--format dot draws all states of a scenario: it is for 'racemodel check'");
        });
        command.SetAction((parse, cancellation) => console.Run(() =>
        {
            Schedule schedule = ScheduleJson.ReadFile(parse.GetRequiredValue(replay._file));
            return parse.GetValue(replay._continue) ? replay.Continue(parse, schedule, cancellation) : replay.Repeat(parse, schedule);
        }));
        return command;
    }

    private ExitCode Repeat(ParseResult parse, Schedule schedule)
    {
        if (parse.GetValue(_coyoteTrace) is { } trace && !RepeatsInCoyote(parse, schedule, trace)) return ExitCode.Inconclusive;

        ReplayResult result = Replay.Run(schedule);
        Explanation? explanation = result.Divergence is null ? Explain(schedule, result.Trace, new SearchLimits()) : null;
        if (TryWriteForOthers(parse, explanation)) return ExitCode.Violated;

        if (parse.GetValue(_format) == TraceFormat.Json) _console.WriteJson(ReplayJson.Write(schedule, result, explanation));
        else ReplayText.Write(schedule, result, explanation, parse.GetValue(_fullStates), _console.Out);
        return result.Divergence is not null ? ExitCode.Inconclusive
            : schedule.Violated is null ? ExitCode.Success
            : ExitCode.Violated;
    }

    private bool RepeatsInCoyote(ParseResult parse, Schedule schedule, string trace)
    {
        if (schedule.Violated is not { } property) throw new InputException("--coyote-trace", "the schedule names no property");
        if (parse.GetValue(_format) == TraceFormat.Json) throw new InputException("--coyote-trace", "is not for --format json");

        string text = InputFile.ReadText(trace, "a reproducible trace of Coyote");
        CoyoteReplay replay = _console.Watch(_ => CoyoteEngine.Replay(schedule.Scenario, property, text));
        bool same = replay.Repeats(schedule);
        _console.Out.WriteLine(same
            ? $"Coyote repeats {trace}: {replay.Report}"
            : $"Coyote does not repeat {trace}: it took {replay.Schedule.Steps.Length} steps, and {replay.Report ?? "nothing failed"}");
        return same;
    }

    private static Explanation? Explain(Schedule schedule, Trace trace, SearchLimits limits) =>
        schedule.Violated is { } property ? new Explainer(schedule.Scenario, limits).Explain(trace, property) : null;

    /// <summary>Writes a violation for a mail or a page; false if the format is another, or nothing is violated.</summary>
    private bool TryWriteForOthers(ParseResult parse, Explanation? explanation)
    {
        TraceFormat? format = parse.GetValue(_format);
        if (explanation is null || format is not (TraceFormat.Mail or TraceFormat.Mermaid)) return false;
        _console.WriteLines(format == TraceFormat.Mail ? MailText.Lines(explanation) : MermaidText.Lines(explanation));
        return true;
    }

    private ExitCode Continue(ParseResult parse, Schedule schedule, CancellationToken cancellation)
    {
        if (schedule.Violated is null) throw new InputException("--continue", "the schedule names no violation that could be searched for");

        var folder = ScheduleFolder.Open(parse.GetValue(_output));
        SearchLimits limits = _limits.Read(parse, cancellation);
        Continuation continuation = _console.WatchSearch(progress => Continuation.Of(schedule, limits with { Progress = progress }));
        string? saved = continuation.Schedule is { } found ? folder?.Save(found) : null;
        Explanation? explanation = continuation.Trace is { } trace ? Explain(schedule, trace, limits) : null;
        if (TryWriteForOthers(parse, explanation)) return ExitCode.Violated;

        if (parse.GetValue(_format) == TraceFormat.Json) _console.WriteJson(ReplayJson.Write(schedule, continuation, explanation, saved));
        else ReplayText.Write(schedule, continuation, explanation, saved, parse.GetValue(_fullStates), _console.Out);
        return continuation.Verdict switch
        {
            VerdictKind.Violated => ExitCode.Violated,
            VerdictKind.Holds => ExitCode.Success,
            _ => ExitCode.Inconclusive,
        };
    }
}
