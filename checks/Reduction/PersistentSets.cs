using System.Numerics;
using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Caching;

namespace RaceModel.Checks.Reduction;

/// <summary>
/// Chooses, in a state, processes whose steps no other process can disturb before one of them is taken: a persistent set
/// (Godefroid 1996), found as a stubborn set (Valmari 1991). To search only their steps there reaches the same end states, and,
/// since no cycle is searched without a state in which all processes step, every step that violates a property.
/// </summary>
internal sealed class PersistentSets(StepKnowledge knowledge, StepFootprints footprints, Situations situations)
{
    private readonly StepCache _steps = new(knowledge);

    /// <summary>Takes the steps of some processes from a state; returns which have one.</summary>
    public uint TakeSteps(ulong state, uint processes, Span<ProcessStep> steps)
    {
        uint enabled = 0;
        for (; processes != 0; processes &= processes - 1)
        {
            int process = BitOperations.TrailingZeroCount(processes);
            if (TryStep(state, process, ref steps[process])) enabled |= 1U << process;
        }

        return enabled;
    }

    /// <summary>Chooses the processes whose steps are searched, and takes these; all that have one, if no fewer will do.</summary>
    public uint Choose(ulong state, Span<ProcessStep> steps, out int heldBack)
    {
        Situation situation = situations.In(state);
        uint chosen = Choose(state, situation, steps);
        heldBack = BitOperations.PopCount(situation.Live & ~chosen);
        return chosen;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Choose(ulong state, Situation situation, Span<ProcessStep> steps)
    {
        uint enabled = 0, tried = 0;

        // Most often one process will do. It is not the guest: the migration may always freeze it.
        for (uint seeds = situation.Live & ~Processes.Guest; seeds != 0;)
        {
            uint next = (seeds & situation.Landed) != 0 ? seeds & situation.Landed : seeds;
            int process = BitOperations.TrailingZeroCount(next);
            seeds &= ~(1U << process);
            tried |= 1U << process;
            if (!TryStep(state, process, ref steps[process])) continue;
            enabled |= 1U << process;
            if (!steps[process].Footprint.MayCloseCycle && !IsDisturbed(situation, 1U << process, steps[process].Footprint.Access)) return 1U << process;
        }

        enabled |= TakeSteps(state, situation.Live & ~tried, steps);
        return ChooseSeveral(situation, steps, enabled);
    }

    private static uint ChooseSeveral(Situation situation, Span<ProcessStep> steps, uint enabled)
    {
        uint best = enabled;
        for (uint seeds = enabled; seeds != 0; seeds &= seeds - 1)
        {
            uint chosen = Close(situation, BitOperations.TrailingZeroCount(seeds), steps, enabled) & enabled;
            if (BitOperations.PopCount(chosen) < BitOperations.PopCount(best) && !MayCloseCycle(steps, chosen)) best = chosen;
        }

        return best;
    }

    private static bool MayCloseCycle(Span<ProcessStep> steps, uint processes)
    {
        for (; processes != 0; processes &= processes - 1)
        {
            if (steps[BitOperations.TrailingZeroCount(processes)].Footprint.MayCloseCycle) return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsDisturbed(Situation situation, uint set, Access own)
    {
        for (uint others = situation.Live & ~set; others != 0; others &= others - 1)
        {
            if (situation.FutureOf(BitOperations.TrailingZeroCount(others), set).ConflictsWith(own)) return true;
        }

        return false;
    }

    /// <summary>The smallest set with a process that no process outside can disturb; it has steps to take only where they are enabled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Close(Situation situation, int seed, Span<ProcessStep> steps, uint enabled)
    {
        uint set = 1U << seed, done = 0;
        Access own = default;
        while (set != done && (enabled & ~set) != 0)
        {
            for (uint added = set & ~done; added != 0; added &= added - 1)
            {
                int process = BitOperations.TrailingZeroCount(added);
                done |= 1U << process;
                if ((enabled & (1U << process)) != 0) own |= steps[process].Footprint.Access;
                else set |= situation.WhatItWaitsFor(process);
            }

            for (uint others = situation.Live & ~set; others != 0; others &= others - 1)
            {
                int process = BitOperations.TrailingZeroCount(others);
                bool waits = (enabled & (1U << process)) == 0 && (situation.WhatItWaitsFor(process) & ~set) == 0;
                if (!waits && situation.FutureOf(process, set).ConflictsWith(own)) set |= 1U << process;
            }
        }

        return set;
    }

    private bool TryStep(ulong state, int process, ref ProcessStep step)
    {
        if (!_steps.TryStep(state, process, out KnownTransition transition)) return false;
        step.Target = transition.Target;
        step.Violated = transition.Violated;
        step.Footprint = footprints[transition.Footprint];
        return true;
    }
}
