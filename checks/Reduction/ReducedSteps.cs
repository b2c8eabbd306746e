using System.Numerics;
using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Caching;

namespace RaceModel.Checks.Reduction;

/// <summary>The steps that a reduced search takes, for one worker.</summary>
internal sealed class ReducedSteps(PersistentSets sets, int processCount, Reductions reductions)
{
    private const int MaxPassageShift = 14;

    // Positions and phases only go up, and have far fewer values.
    private const int MaxSteps = 1 << 16;

    private readonly bool _holdsBack = reductions.HasFlag(Reductions.PartialOrder), _passesThrough = reductions.HasFlag(Reductions.Local);
    private readonly ProcessStep[] _later = new ProcessStep[processCount];

    // Ways meet: most states that are passed through are come upon more than once, and soon again.
    private readonly RecentItems<Passage> _passages = new(MaxPassageShift);
    private readonly List<(ulong State, PropertySet Violated, int HeldBack)> _way = [];

    /// <summary>Chooses the processes whose steps are searched, and takes these.</summary>
    public uint Choose(ulong state, Span<ProcessStep> steps, ref int heldBack)
    {
        if (!_holdsBack) return sets.TakeSteps(state, (1U << processCount) - 1, steps);

        uint chosen = sets.Choose(state, steps, out int held);
        heldBack += held;
        return chosen;
    }

    /// <summary>The way from a state through states that are not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Passage PassThrough(ulong state)
    {
        _way.Clear();
        Passage passage = _passages.SlotOf(state);
        while (passage.From != state + 1)
        {
            int heldBack = 0, process = FindOnlyProcess(state, ref heldBack);
            if (process < 0)
            {
                passage = _passages.Put(state, Passage.At(state));
                break;
            }

            if (_way.Count == MaxSteps) throw new InvalidOperationException("states that are passed through form a cycle");
            _way.Add((state, _later[process].Violated, heldBack));
            state = _later[process].Target;
            passage = _passages.SlotOf(state);
        }

        for (int step = _way.Count - 1; step >= 0; step--)
            passage = _passages.Put(_way[step].State, passage.After(_way[step].State, _way[step].Violated, _way[step].HeldBack));
        return passage;
    }

    /// <summary>The process that steps in a state that is passed through; −1 if the state is stored.</summary>
    public int FindOnlyProcess(ulong state)
    {
        int heldBack = 0;
        return FindOnlyProcess(state, ref heldBack);
    }

    private int FindOnlyProcess(ulong state, ref int heldBack)
    {
        if (!_passesThrough) return -1;

        uint chosen = Choose(state, _later, ref heldBack);
        if (!BitOperations.IsPow2(chosen)) return -1;

        int process = BitOperations.TrailingZeroCount(chosen);
        return _later[process].Footprint.MayCloseCycle ? -1 : process;
    }
}
