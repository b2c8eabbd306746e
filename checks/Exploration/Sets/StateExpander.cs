using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Expands the states of any model one by one.</summary>
internal sealed class StateExpander<TSource>(TSource source) : SetExpander where TSource : struct, ITransitionSource
{
    // So many successors are found before they are added: the memory for all of them is on its way at once then.
    private const int BatchSize = 256;

    private readonly ulong[] _successors = new ulong[BatchSize + source.MaxSuccessors];
    private readonly Successor[] _facts = new Successor[source.MaxSuccessors];
    private int _count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Expand(ReadOnlySpan<StateBlock> blocks)
    {
        foreach (StateBlock block in blocks)
        {
            for (ulong states = block.States; states != 0; states &= states - 1)
            {
                ulong state = block.StoredAt(BitOperations.TrailingZeroCount(states));
                int count = source.Expand(new(in state), _successors.AsSpan(_count), _facts);
                if (count == 0 && source.IsEnd(new(in state))) Ends.Add(state);
                for (int successor = 0; successor < count; successor++) Violated = Violated.Union(_facts[successor].Violated);
                _count += count;
                if (_count >= BatchSize) AddSuccessors();
            }
        }

        AddSuccessors();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSuccessors()
    {
        ReadOnlySpan<ulong> found = _successors.AsSpan(0, _count);
        foreach (ulong successor in found) Successors.Prefetch(StateBlock.Of(successor));
        foreach (ulong successor in found) Successors.Add(StateBlock.Of(successor));
        Transitions += _count;
        _count = 0;
    }

    public override void Select(ReadOnlySpan<StateBlock> blocks, Span<ulong> selected, StepGoal goal)
    {
        for (int block = 0; block < blocks.Length; block++)
        {
            for (ulong states = blocks[block].States & ~selected[block]; states != 0; states &= states - 1)
            {
                if (HasStep(blocks[block].StoredAt(BitOperations.TrailingZeroCount(states)), goal)) selected[block] |= states & (0 - states);
            }
        }
    }

    private bool HasStep(ulong state, StepGoal goal)
    {
        int count = source.Expand(new(in state), _successors, _facts);
        for (int index = 0; index < count; index++)
        {
            StateBlock successor = StateBlock.Of(_successors[index]);
            if ((goal.StatesIn(successor.Key, _facts[index].Violated) & successor.States) != 0) return true;
        }

        return false;
    }
}
