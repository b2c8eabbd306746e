using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explanations;

/// <summary>A state from which no switch-over can be reached: what goes on for ever from there, and who waits for what.</summary>
internal static class StuckRun
{
    public static Falsification Of(Trace trace, SearchLimits limits)
    {
        TransitionSystem system = trace.System;
        var source = new ScenarioSource(system, trace.Last);
        StateGraph graph = BreadthFirstSearch.Run(source, limits);
        State latest = source.Load(graph.States[graph.States.Count - 1]);
        Transition[] repeated = [.. StepsFrom(system, latest)];
        string what = repeated.Length == 0
            ? "no step is possible in the end"
            : $"in the end only '{string.Join("', '", repeated.Select(transition => transition.Step.ToString()))}' is possible, for ever";
        string reach = graph.IsComplete ? $"none of the {graph.States.Count} states that it can still reach is a switch-over" : "";
        return new(
            $"after step {trace.Steps.Count} {string.Join("; ", ((string[])[reach, what]).Where(part => part.Length > 0))}",
            [.. Held(system, latest), .. Blocked(system, latest)],
            [.. repeated.SelectMany(transition => transition.Footprint.Reads.Items()).Distinct()
                .Where(location => location.Index < Location.ThreadPosition(0).Index)
                .Select(location => Falsification.At(trace, location, trace.Steps.Count)),
             Falsification.At(trace, Location.Lock, trace.Steps.Count)]);
    }

    // A compare-and-exchange goes on for ever because of what it holds in its register.
    private static IEnumerable<string> Held(TransitionSystem system, State state)
    {
        if (StepsFrom(system, state).FirstOrDefault(transition => transition.Step.Rule == Rule.RetryExchange) is not { } retry) yield break;

        var machine = new Machine<NoProbe>(ref state, system.Compiled, default);
        VmmThread thread = retry.Step.Actor == Actor.VmmTrapThread ? VmmThread.Trap : VmmThread.Migration;
        IoPageTableEntry expected = machine.Position(thread).Register;
        yield return $"it expects PTE {retry.Step.Iova} to be '{Reporting.StateText.Describe(expected)}' "
            + $"and finds '{Reporting.StateText.Describe(machine.Pte(retry.Step.Iova))}'";
    }

    private static IEnumerable<string> Blocked(TransitionSystem system, State state)
    {
        foreach ((Actor actor, string name) in ((Actor, string)[])
            [(Actor.GuestVcpu, "guest vCPU"), (Actor.VmmTrapThread, "VMM: unmap"), (Actor.VmmMigrationThread, "VMM: migration")])
        {
            if (system.FindFalseGuard(state, TransitionSystem.ProcessOf(actor)) is { } guard) yield return $"{name} cannot go on: {guard}";
        }
    }

    private static IEnumerable<Transition> StepsFrom(TransitionSystem system, State state)
    {
        for (int process = 0; process < system.ProcessCount; process++)
        {
            State after = state;
            if (system.TryTransition(ref after, process) is { } transition) yield return transition;
        }
    }
}
