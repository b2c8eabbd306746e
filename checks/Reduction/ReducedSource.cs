using System.Numerics;
using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Reduction;

/// <summary>A scenario's transition system with fewer states, and fewer and longer edges: enough of them for the same verdicts.</summary>
internal readonly struct ReducedSource(TransitionSystem system, Reductions reductions) : IScenarioSource
{
    private readonly PersistentSets _sets = new(system);
    private readonly SavingsCounter _savings = new(reductions);
    private readonly Symmetry? _symmetry = reductions.HasFlag(Reductions.Symmetry) ? Symmetry.FindIn(system.Compiled) : null;
    private readonly bool _holdsBack = reductions.HasFlag(Reductions.PartialOrder), _passesThrough = reductions.HasFlag(Reductions.Local);

    public TransitionSystem System => system;

    public State Start => system.Initial;

    public int WordCount => system.Codec.WordCount;

    public int MaxSuccessors => system.ProcessCount;

    public IReadOnlyList<PartTable> Parts => [];

    public void RememberSteps()
    {
    }

    public void WriteInitial(Span<ulong> state) => system.Codec.Pack(Start, state);

    public State Load(ReadOnlySpan<ulong> state) => system.Codec.Unpack(state);

    public bool IsEnd(ReadOnlySpan<ulong> state) => system.IsEnd(Load(state));

    [SkipLocalsInit]
    public int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
    {
        Span<ProcessStep> steps = stackalloc ProcessStep[system.ProcessCount], later = stackalloc ProcessStep[system.ProcessCount];
        StateCodec codec = system.Codec;
        State source = codec.Unpack(state);
        int width = codec.WordCount, count = 0, heldBack = 0, passed = 0;
        for (uint chosen = ChooseSteps(ref source, steps, ref heldBack); chosen != 0; chosen &= chosen - 1)
        {
            int process = BitOperations.TrailingZeroCount(chosen);
            ref ProcessStep step = ref steps[process];
            while (_passesThrough && FindOnlyStep(ref step.Target, later, ref heldBack) is var next and >= 0)
            {
                step.Target = later[next].Target;
                step.Violated = step.Violated.Union(later[next].Violated);
                passed++;
            }

            _symmetry?.Normalize(ref step.Target);
            codec.Pack(step.Target, successors.Slice(count * width, width));
            facts[count++] = new((byte)process, step.Violated);
        }

        _savings.Add(heldBack, passed);
        return count;
    }

    public Savings? SavingsIn(StateGraph graph) => _savings.Savings with { SymmetricStates = CountStatesLike(graph) };

    public IReadOnlyCollection<State> StatesLike(in State state) => _symmetry?.StatesLike(state) ?? [state];

    public int[] StepsOf(IReadOnlyList<int> edges, Property? violated)
    {
        Span<ProcessStep> steps = stackalloc ProcessStep[system.ProcessCount];
        List<int> processes = [];
        State state = system.Initial;
        Renaming numbers = Renaming.None;
        for (int edge = 0; edge < edges.Count; edge++)
        {
            int uncounted = 0;
            for (int process = edges[edge]; process >= 0; process = _passesThrough ? FindOnlyStep(ref state, steps, ref uncounted) : -1)
            {
                system.TryStep(ref state, process, out PropertySet found);
                processes.Add(numbers.Process(process));
                if (edge == edges.Count - 1 && violated is { } property && found.Contains(property)) return [.. processes];
            }

            if (_symmetry is not null) numbers = _symmetry.Normalize(ref state).Inverse().Then(numbers);
        }

        return [.. processes];
    }

    private long CountStatesLike(StateGraph graph)
    {
        if (_symmetry is null) return graph.States.Count;

        long count = 0;
        for (int state = 0; state < graph.States.Count; state++) count += _symmetry.CountLike(Load(graph.States[state]));
        return count;
    }

    private uint ChooseSteps(ref State state, Span<ProcessStep> steps, ref int heldBack)
    {
        if (!_holdsBack) return _sets.TakeSteps(state, (1U << system.ProcessCount) - 1, steps);

        uint chosen = _sets.Choose(ref state, steps, out int held);
        heldBack += held;
        return chosen;
    }

    /// <summary>The process that steps, if it is the only one, and its step is none of a cycle; otherwise −1.</summary>
    private int FindOnlyStep(ref State state, Span<ProcessStep> steps, ref int heldBack)
    {
        int held = 0;
        uint chosen = ChooseSteps(ref state, steps, ref held);
        if (!BitOperations.IsPow2(chosen)) return -1;

        int process = BitOperations.TrailingZeroCount(chosen);
        if (steps[process].MayCloseCycle) return -1;
        heldBack += held;
        return process;
    }
}
