using Newtonsoft.Json.Linq;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Explorer;

/// <summary>Positions, and what can become of them, as JSON for <c>explorer.js</c>.</summary>
internal static class PositionJson
{
    /// <summary>The run, the steps that are enabled, and why the other processes have none.</summary>
    public static JObject Write(Position position)
    {
        (Trace trace, int step) = position;
        JArray enabled = [], waiting = [];
        for (int process = 0; process < trace.System.ProcessCount; process++)
        {
            State after = position.State;
            if (trace.System.TryTransition(ref after, process) is { } transition)
                enabled.Add(Write(trace.System, position.State, new(process, transition, after)));
            else
                waiting.Add(new JObject { ["process"] = NameOf(process), ["guard"] = trace.System.FindFalseGuard(position.State, process) });
        }

        return new()
        {
            ["initial"] = Pairs(StateText.Values(trace.System, trace.System.Initial)),
            ["steps"] = new JArray(trace.Steps.Select((taken, index) => Write(trace.System, trace.StateAfter(index), taken))),
            ["path"] = Position.PathOf(trace.Steps.Select(taken => taken.Process)),
            ["step"] = step,
            ["enabled"] = enabled,
            ["waiting"] = waiting,
            ["isEnd"] = trace.System.IsEnd(position.State),
        };
    }

    /// <summary>What can still be violated, and the way there.</summary>
    public static JObject Write(CheckResult result) => new()
    {
        ["states"] = result.States,
        ["stoppedAfter"] = result.StopReason,
        ["properties"] = new JArray(result.Verdicts.Select(verdict => new JObject
        {
            ["name"] = Words.Of(verdict.Property),
            ["verdict"] = Words.Of(verdict.Kind),
            ["path"] = verdict.Processes is { } processes ? Position.PathOf(processes) : null,
            ["reason"] = verdict.Reason,
        })),
    };

    private static JObject Write(TransitionSystem system, State before, TraceStep step)
    {
        Step taken = step.Transition.Step;
        Dictionary<Location, string> was = StateText.Values(system, before).ToDictionary(item => item.Location, item => item.Value);
        return new()
        {
            ["process"] = Position.PathOf([step.Process]),
            ["name"] = taken.Name,
            ["actor"] = (int)taken.Actor,
            ["label"] = StepLabel.Of(taken),
            ["sentence"] = taken.ToString(),
            ["source"] = StepSource.Of(taken).ToString(),
            ["changes"] = Pairs(StateText.Values(system, step.After).Where(item => was[item.Location] != item.Value)),
            ["reads"] = Names(step.Transition.Footprint.Reads),
            ["writes"] = Names(step.Transition.Footprint.Writes),
            ["violated"] = new JArray(step.Transition.Violated.Items().Select(Words.Of)),
        };
    }

    private static JArray Pairs(IEnumerable<(Location Location, string Value)> values) =>
        new(values.Select(item => new JArray(item.Location.ToString(), item.Value)));

    private static JArray Names(LocationSet locations) => new(locations.Items().Select(location => location.ToString()));

    private static string NameOf(int process) => process switch
    {
        0 => "guest",
        1 => "unmap",
        2 => "migration",
        _ => $"DMA {process - 2}",
    };
}
