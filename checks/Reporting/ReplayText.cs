using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>A replay as text: each step as a sentence, and what it changed.</summary>
internal static class ReplayText
{
    public static void Write(Schedule schedule, ReplayResult result, Explanation? explanation, bool fullStates, IAnsiConsole console)
    {
        WriteHead(schedule, console);
        WriteSteps(result.Trace, 1, fullStates, console);
        console.WriteLine();
        WriteEnd(schedule, result, console);
        WriteExplanation(explanation, console);
    }

    /// <summary>The replay as far as it goes, and what the search found from there.</summary>
    public static void Write(
        Schedule schedule, Continuation continuation, Explanation? explanation, string? saved, bool fullStates, IAnsiConsole console)
    {
        bool isFollowed = continuation.Prefix.Divergence is null;
        Write(schedule, continuation.Prefix, isFollowed ? explanation : null, fullStates, console);
        if (isFollowed) return;

        console.WriteLine();
        string property = Words.Of(schedule.Violated!.Value);
        console.MarkupLine(continuation.Verdict switch
        {
            VerdictKind.Violated => $"[red]searched on[/]: violates {property} after {Kept(continuation)}",
            VerdictKind.Holds => $"[green]searched on[/]: no run from there violates {property}",
            _ => $"[yellow]searched on[/]: {Markup.Escape(continuation.Reason!)}",
        });
        if (continuation.Trace is not { } trace) return;

        console.WriteLine();
        WriteSteps(trace, continuation.Kept + 1, fullStates, console);
        WriteExplanation(explanation, console);
        if (saved is not null) console.WriteLine($"schedule of {property}: {saved}");
    }

    private static void WriteExplanation(Explanation? explanation, IAnsiConsole console)
    {
        if (explanation is null) return;
        console.WriteLine();
        foreach (string line in ExplanationText.Lines(explanation)) console.WriteLine(line);
    }

    private static string Kept(Continuation continuation)
    {
        int added = continuation.Trace!.Steps.Count - continuation.Kept;
        return $"{continuation.Kept} steps of the schedule" + (added > 0 ? $" and {added} others" : "");
    }

    private static void WriteHead(Schedule schedule, IAnsiConsole console)
    {
        CheckText.WriteScenario(schedule.Scenario, console);
        if (schedule.ModelVersion != TransitionSystem.ModelVersion)
            console.WriteLine($"saved by  model {schedule.ModelVersion}; this is model {TransitionSystem.ModelVersion}");
        console.WriteLine();
    }

    private static void WriteSteps(Trace trace, int first, bool fullStates, IAnsiConsole console)
    {
        for (int number = first; number <= trace.Steps.Count; number++) WriteStep(trace, number, fullStates, console);
    }

    private static void WriteStep(Trace trace, int number, bool fullStates, IAnsiConsole console)
    {
        TraceStep step = trace.Steps[number - 1];
        console.WriteLine($"{number,4}  {step.Transition.Step}");
        IEnumerable<string> lines = fullStates
            ? StateText.Lines(trace.System, step.After)
            : StateText.Changes(trace.System, trace.StateAfter(number - 1), step.After);
        foreach (string line in lines) console.WriteLine($"        {line}");
        foreach (Property property in step.Transition.Violated.Items())
            console.MarkupLineInterpolated($"        [red]violates {Words.Of(property)}[/]");
    }

    private static void WriteEnd(Schedule schedule, ReplayResult result, IAnsiConsole console)
    {
        int taken = result.Trace.Steps.Count;
        if (result.Divergence is { } divergence)
        {
            WriteDivergence(divergence, schedule, console);
        }
        else if (schedule.Violated is { } property)
        {
            console.WriteLine($"replayed {taken} steps, and the run violates {Words.Of(property)}: {property.Violation()}");
        }
        else
        {
            console.WriteLine($"replayed {taken} steps");
        }
    }

    private static void WriteDivergence(Divergence divergence, Schedule schedule, IAnsiConsole console)
    {
        string place = divergence.Step <= schedule.Steps.Length ? $"at step {divergence.Step}" : $"after all {schedule.Steps.Length} steps";
        console.MarkupLineInterpolated($"[red]diverged[/] {place}: expected '{divergence.Expected}', but {divergence.Reason}");
        if (divergence.FalseGuard is { } guard) console.WriteLine($"because: {guard}");
        if (divergence.Enabled.Count > 0) console.WriteLine($"enabled there: {string.Join("; ", divergence.Enabled)}");
    }
}
