using System.Numerics;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Reduction;

/// <summary>A scenario's transition system with fewer states, and fewer and longer edges: enough of them for the same verdicts.</summary>
internal struct ReducedSource : IScenarioSource
{
    private readonly ReducibleSystem _reducible;
    private readonly SavingsCounter _savings;
    private readonly Symmetry? _symmetry;
    private readonly Reductions _reductions;
    private ReducedSteps? _steps;

    public ReducedSource(TransitionSystem system, Reductions reductions)
    {
        _reducible = new(system);
        _savings = new(reductions);
        _symmetry = reductions.HasFlag(Reductions.Symmetry) ? Symmetry.FindIn(system.Compiled) : null;
        _reductions = reductions;
    }

    public readonly TransitionSystem System => _reducible.System;

    public readonly State Start => System.Initial;

    public readonly int WordCount => 1;

    public readonly int MaxSuccessors => System.ProcessCount;

    public readonly IReadOnlyList<PartTable> Parts => [Codec.Host.Values, Codec.Devices.Values];

    private readonly CompactCodec Codec => _reducible.Codec;

    public void Prepare() => _steps = CreateSteps();

    public readonly void WriteInitial(Span<ulong> state) => state[0] = Codec.Store(Start);

    public readonly State Load(ReadOnlySpan<ulong> state) => Codec.Load(state[0]);

    public readonly bool IsEnd(ReadOnlySpan<ulong> state) => System.IsEnd(Load(state));

    public readonly int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
    {
        Span<ProcessStep> steps = stackalloc ProcessStep[System.ProcessCount];
        ReducedSteps reduced = _steps!;
        int count = 0, heldBack = 0, passed = 0;
        for (uint chosen = reduced.Choose(state[0], steps, ref heldBack); chosen != 0; chosen &= chosen - 1)
        {
            int process = BitOperations.TrailingZeroCount(chosen);
            ref ProcessStep step = ref steps[process];
            Passage passage = reduced.PassThrough(step.Target);
            heldBack += passage.HeldBack;
            passed += passage.StatesPassed;
            successors[count] = Normalize(passage.End);
            facts[count++] = new((byte)process, step.Violated.Union(passage.Violated));
        }

        _savings.Add(heldBack, passed);
        return count;
    }

    public readonly Savings? SavingsIn(StateGraph graph) => _savings.Savings with { SymmetricStates = CountStatesLike(graph) };

    public readonly IReadOnlyCollection<State> StatesLike(in State state) => _symmetry?.StatesLike(state) ?? [state];

    public readonly int[] StepsOf(IReadOnlyList<int> edges, Property? violated)
    {
        ReducedSteps steps = CreateSteps();
        List<int> processes = [];
        State state = Start;
        Renaming numbers = Renaming.None;
        for (int edge = 0; edge < edges.Count; edge++)
        {
            for (int process = edges[edge]; process >= 0; process = steps.FindOnlyProcess(Codec.Store(state)))
            {
                System.TryStep(ref state, process, out PropertySet found);
                processes.Add(numbers.Process(process));
                if (edge == edges.Count - 1 && violated is { } property && found.Contains(property)) return [.. processes];
            }

            if (_symmetry is not null) numbers = _symmetry.Normalize(ref state).Inverse().Then(numbers);
        }

        return [.. processes];
    }

    private readonly ReducedSteps CreateSteps() => new(_reducible.CreateSets(), System.ProcessCount, _reductions);

    private readonly ulong Normalize(ulong stored)
    {
        if (_symmetry is null) return stored;

        State state = Codec.Load(stored);
        return _symmetry.Normalize(ref state) == Renaming.None ? stored : Codec.Store(state);
    }

    private readonly long CountStatesLike(StateGraph graph)
    {
        if (_symmetry is null) return graph.States.Count;

        long count = 0;
        for (int state = 0; state < graph.States.Count; state++) count += _symmetry.CountLike(Load(graph.States[state]));
        return count;
    }
}
