using RaceModel.Checks.Counterexamples;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>A replay as text: each step as a sentence, and what it changed.</summary>
internal static class ReplayText
{
    public static void Write(Schedule schedule, ReplayResult result, bool fullStates, IAnsiConsole console)
    {
        CheckText.WriteScenario(schedule.Scenario, console);
        if (schedule.ModelVersion != TransitionSystem.ModelVersion)
            console.WriteLine($"saved by  model {schedule.ModelVersion}; this is model {TransitionSystem.ModelVersion}");
        console.WriteLine();

        for (int number = 1; number <= result.Trace.Steps.Count; number++) WriteStep(result.Trace, number, fullStates, console);
        console.WriteLine();
        WriteEnd(schedule, result, console);
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
            string place = divergence.Step <= schedule.Steps.Length ? $"at step {divergence.Step}" : $"after all {taken} steps";
            console.MarkupLineInterpolated($"[red]diverged[/] {place}: expected '{divergence.Expected}', but {divergence.Reason}");
            if (divergence.Enabled.Count > 0) console.WriteLine($"enabled there: {string.Join("; ", divergence.Enabled)}");
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
}
