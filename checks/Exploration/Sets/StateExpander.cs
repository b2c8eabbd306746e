using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Expands the states of any model one by one.</summary>
internal sealed class StateExpander<TSource>(TSource source) : SetExpander where TSource : struct, ITransitionSource
{
    // What is written for each state is on the stack, as what the heap holds may share a line of the cache with what another worker writes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Expand(ReadOnlySpan<StateBlock> blocks)
    {
        Span<ulong> successors = stackalloc ulong[source.MaxSuccessors];
        Span<Successor> facts = stackalloc Successor[source.MaxSuccessors];
        long transitions = 0;
        PropertySet violated = default;
        foreach (StateBlock block in blocks)
        {
            for (ulong states = block.States; states != 0; states &= states - 1)
            {
                ulong state = block.StoredAt(BitOperations.TrailingZeroCount(states));
                int count = source.Expand(new(in state), successors, facts);
                if (count == 0 && source.IsEnd(new(in state))) Ends.Add(state);
                for (int successor = 0; successor < count; successor++)
                {
                    StateBlock found = StateBlock.Of(successors[successor]);
                    Successors.Add(found.Key, found.States);
                    violated = violated.Union(facts[successor].Violated);
                }

                transitions += count;
            }
        }

        Transitions += transitions;
        Violated = Violated.Union(violated);
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
        Span<ulong> successors = stackalloc ulong[source.MaxSuccessors];
        Span<Successor> facts = stackalloc Successor[source.MaxSuccessors];
        int count = source.Expand(new(in state), successors, facts);
        for (int index = 0; index < count; index++)
        {
            StateBlock successor = StateBlock.Of(successors[index]);
            if ((goal.StatesIn(successor.Key, facts[index].Violated) & successor.States) != 0) return true;
        }

        return false;
    }
}
