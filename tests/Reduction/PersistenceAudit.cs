using RaceModel.Checks.Reduction;

namespace RaceModel.Tests.Reduction;

/// <summary>
/// Holds the sets of steps that partial-order reduction takes to the definition of persistent sets itself: whatever the other
/// processes do, the chosen steps stay as they are and commute with it.
/// </summary>
internal static class PersistenceAudit
{
    /// <summary>The first state in which a chosen set is not persistent, and why; null if there is none.</summary>
    public static string? FindError(NaiveSearch search)
    {
        TransitionSystem system = search.System;
        var reducible = new ReducibleSystem(system);
        PersistentSets sets = reducible.CreateSets();
        var steps = new ProcessStep[system.ProcessCount];
        foreach (State state in search.States)
        {
            ulong stored = reducible.Codec.Store(state);
            uint chosen = sets.Choose(stored, steps, out _), enabled = sets.TakeSteps(stored, (1U << system.ProcessCount) - 1, steps);
            if (chosen == enabled) continue;
            if (chosen == 0 || (chosen & ~enabled) != 0) return $"processes {chosen:b} are chosen of {enabled:b}";
            if (FindDisturbance(system, state, chosen) is { } error) return error;
        }

        return null;
    }

    /// <summary>Whether there is a cycle of states in none of which all processes step; others could be put off for ever there.</summary>
    public static bool HasCycleThatPutsOff(NaiveSearch search)
    {
        var reducible = new ReducibleSystem(search.System);
        PersistentSets sets = reducible.CreateSets();
        Dictionary<ulong, bool> finished = [];
        return search.States.Exists(state => ClosesCycle(reducible.Codec.Store(state)));

        bool ClosesCycle(ulong state)
        {
            if (finished.TryGetValue(state, out bool done)) return !done;

            var steps = new ProcessStep[search.System.ProcessCount];
            uint chosen = sets.Choose(state, steps, out _), enabled = sets.TakeSteps(state, (1U << steps.Length) - 1, steps);
            finished[state] = false;
            if (chosen != enabled && Enumerable.Range(0, steps.Length).Any(process => (chosen & (1U << process)) != 0 && ClosesCycle(steps[process].Target)))
                return true;

            finished[state] = true;
            return false;
        }
    }

    /// <summary>Goes everywhere that the other processes can go, and tries the chosen steps before and after each of theirs.</summary>
    private static string? FindDisturbance(TransitionSystem system, State start, uint chosen)
    {
        HashSet<State> seen = [start];
        Stack<State> open = new([start]);
        while (open.TryPop(out State state))
        {
            for (int other = 0; other < system.ProcessCount; other++)
            {
                State after = state;
                if ((chosen & (1U << other)) != 0 || !system.TryStep(ref after, other, out _)) continue;
                for (int process = 0; process < system.ProcessCount; process++)
                {
                    if ((chosen & (1U << process)) != 0 && !Commute(system, state, process, other))
                        return $"processes {process} and {other} do not commute, and only {chosen:b} are chosen";
                }

                if (seen.Add(after)) open.Push(after);
            }
        }

        return null;
    }

    private static bool Commute(TransitionSystem system, State state, int process, int other)
    {
        State first = state, second = state;
        bool taken = system.TryStep(ref first, process, out PropertySet violatedFirst) & system.TryStep(ref first, other, out PropertySet violatedAfter)
            & system.TryStep(ref second, other, out PropertySet violatedBefore) & system.TryStep(ref second, process, out PropertySet violatedSecond);
        return taken && first == second && violatedFirst == violatedSecond && violatedAfter == violatedBefore;
    }
}
