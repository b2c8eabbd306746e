using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// What a search by sets found, and the schedules to it: the first of the shortest ones, with processes in the order of their numbers.
/// From the level where a schedule is to end, the states that lead there are found level by level, backwards; then the schedule takes the
/// first process that stays among them, forwards. It is the one that a search finds first that numbers its states.
/// </summary>
/// <param name="source">The scenario.</param>
/// <param name="search">The search of it.</param>
/// <param name="beginning">What a search of the first states has found; its violations are the first ones. Null: nothing.</param>
internal sealed class SetFindings(ScenarioSource source, SetSearch search, IScenarioFindings? beginning = null) : IScenarioFindings
{
    private readonly TransitionSystem _system = source.System;

    public ISearchExtent Extent => search;

    public string? StopReason => search.StopReason;

    public OutcomeSet Outcomes { get; } = OutcomeSet.Of(
        source.System.Scenario, search.StopReason, search.Ends.Select(end => (OutcomeOf(source, end), end.Depth)));

    public Savings? Savings => null;

    public int[]? FindViolation(Property property)
    {
        if (beginning?.FindViolation(property) is { } known) return known;
        int index = search.Violations.FindIndex(violation => violation.Property == property);
        if (index < 0) return null;

        int depth = search.Violations[index].Depth;
        StateBlock[] blocks = search.Levels[depth].Blocks;
        List<int> processes = StepsTo(depth, TargetSet.Of(blocks, search.Select(blocks, StepGoal.ViolationOf(property))));
        State last = After(processes);
        processes.Add(Enumerable.Range(0, _system.ProcessCount).First(process =>
        {
            State after = last;
            return _system.TryStep(ref after, process, out PropertySet violated) && violated.Contains(property);
        }));
        return [.. processes];
    }

    public int[]? FindEndOutside(OutcomeSet outcomes)
    {
        int depth = Outcomes.FindNearestOutside(outcomes);
        if (depth < 0) return null;

        TargetSet targets = new();
        foreach (EndState end in search.Ends)
        {
            if (!outcomes.Contains(OutcomeOf(source, end))) targets.Add(StateBlock.Of(end.Stored));
        }

        return [.. StepsTo(depth, targets)];
    }

    public int[]? FindStuck(LimitWatch watch, out string? stopReason)
    {
        (int depth, StateBlock[] stuck) = new SetCompletion(search).FindNearestStuck(watch, out stopReason);
        return depth < 0 ? null : [.. StepsTo(depth, TargetSet.Of(stuck, [.. stuck.Select(block => block.States)]))];
    }

    /// <summary>The processes that step on the first of the shortest schedules to any of some states of a level.</summary>
    private List<int> StepsTo(int depth, TargetSet targets)
    {
        var leading = new TargetSet[depth + 1];
        leading[depth] = targets;
        for (int level = depth - 1; level >= 0; level--)
        {
            StateBlock[] blocks = search.Levels[level].Blocks;
            leading[level] = TargetSet.Of(blocks, search.Select(blocks, StepGoal.Into(leading[level + 1])));
        }

        List<int> processes = [];
        State state = source.Start;
        for (int level = 1; level <= depth; level++) processes.Add(StepInto(leading[level], ref state));
        return processes;
    }

    /// <summary>Takes the step of the first process that leads to one of some states.</summary>
    private int StepInto(TargetSet targets, ref State state)
    {
        for (int process = 0; process < _system.ProcessCount; process++)
        {
            State after = state;
            if (!_system.TryStep(ref after, process, out _)) continue;

            StateBlock block = StateBlock.Of(source.Store(after));
            if ((targets.StatesIn(block.Key) & block.States) == 0) continue;
            state = after;
            return process;
        }

        throw new InvalidOperationException("no step leads to a level from the one before it");
    }

    private State After(List<int> processes)
    {
        State state = source.Start;
        foreach (int process in processes) _system.TryStep(ref state, process, out _);
        return state;
    }

    private static Outcome OutcomeOf(ScenarioSource source, EndState end) => Outcome.Of(source.System, source.Load([end.Stored]));
}
