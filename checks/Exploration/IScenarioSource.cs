using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>A scenario's transition system as a search sees it: step by step, or with fewer and longer edges.</summary>
internal interface IScenarioSource : ITransitionSource
{
    TransitionSystem System { get; }

    /// <summary>The state in which the search starts.</summary>
    State Start { get; }

    /// <summary>A state as the model knows it.</summary>
    State Load(ReadOnlySpan<ulong> state);

    /// <summary>The states that a stored one stands for, itself included: they differ only in numbers, and one is reached if and only if all are.</summary>
    IReadOnlyCollection<State> StatesLike(in State state);

    /// <summary>What was saved by searching only this graph; null if nothing was left out.</summary>
    Savings? SavingsIn(StateGraph graph);

    /// <summary>The processes that step on a way through the graph, each edge of which is named by the process that it begins with.</summary>
    /// <param name="edges">The edges, from the initial state on.</param>
    /// <param name="violated">The property that the way's last edge violates; the way ends with the step that does. Null: it ends with the edge.</param>
    int[] StepsOf(IReadOnlyList<int> edges, Property? violated);
}
