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

/// <summary>Tells whether a suspect of <see cref="Property.AlwaysCompletes"/> is stuck, by searching all that it can still reach.</summary>
internal static class StuckCheck
{
    public static Completion Of(TransitionSystem system, in State state, SearchLimits limits)
    {
        StateGraph graph = BreadthFirstSearch.Run(new ScenarioSource(system, state), limits);
        return graph.Ends.Count > 0 ? Completion.Possible : graph.IsComplete ? Completion.Impossible : Completion.Unknown;
    }
}
