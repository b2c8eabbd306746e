using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Scheduling;

/// <summary>Whether a switch-over can still be reached from a state.</summary>
internal enum Completion
{
    /// <summary>It can.</summary>
    Possible,

    /// <summary>It cannot: every state that can be reached has been looked at.</summary>
    Impossible,

    /// <summary>The search was stopped before it could tell.</summary>
    Unknown,
}

/// <summary>
/// Tells whether a suspect of <see cref="Property.AlwaysCompletes"/> is stuck. A state that is not is mostly found out by a few
/// random walks; that one is can only be said after a search of all that it can still reach. What is found stuck is remembered:
/// nothing that it reaches can be otherwise.
/// </summary>
/// <param name="system">What is run.</param>
/// <param name="limits">How much each search may take.</param>
/// <param name="maxSearches">How many searches there may be; a state that needs another one stays unknown.</param>
internal sealed class StuckCheck(TransitionSystem system, SearchLimits limits, int maxSearches = int.MaxValue)
{
    private const int Walks = 8, StepsOfWalk = 1_000;

    private readonly List<(ScenarioSource Source, StateGraph Graph)> _stuck = [];
    private int _searches;

    public Completion Of(in State state)
    {
        if (IsKnownToBeStuck(state)) return Completion.Impossible;

        for (int walk = 0; walk < Walks; walk++)
        {
            if (Completes(state, Randomness.For(seed: 0, walk))) return Completion.Possible;
        }

        if (_searches++ >= maxSearches) return Completion.Unknown;

        var source = new ScenarioSource(system, state);
        StateGraph graph = BreadthFirstSearch.Run(source, limits);
        if (graph.Ends.Count > 0) return Completion.Possible;
        if (!graph.IsComplete) return Completion.Unknown;

        _stuck.Add((source, graph));
        return Completion.Impossible;
    }

    private bool IsKnownToBeStuck(in State state)
    {
        foreach ((ScenarioSource source, StateGraph graph) in _stuck)
        {
            if (source.Find(graph, state) >= 0) return true;
        }

        return false;
    }

    private bool Completes(State state, Randomness random)
    {
        for (int taken = 0; taken < StepsOfWalk; taken++)
        {
            ProcessSet enabled = default;
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State successor = state;
                if (system.TryStep(ref successor, process, out _)) enabled = enabled.With(process);
            }

            if (enabled.IsEmpty) return system.IsEnd(state);
            system.TryStep(ref state, enabled.Any(ref random), out _);
        }

        return false;
    }
}
