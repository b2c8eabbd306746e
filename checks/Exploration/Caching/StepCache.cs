using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>Takes the steps of one state after the other as they are known, for one worker; states stay as they are stored.</summary>
internal sealed class StepCache(StepKnowledge knowledge)
{
    private readonly StepLookup _lookup = new(knowledge);

    /// <summary>Writes all successors of a state, as they are stored, and what is known of each; says how many there are.</summary>
    public int Expand(ulong stored, Span<ulong> successors, Span<Successor> facts)
    {
        int count = 0;
        for (int process = 0; process < knowledge.System.ProcessCount; process++)
        {
            if (!TryStep(stored, process, out KnownTransition transition)) continue;
            successors[count] = transition.Target;
            facts[count++] = new((byte)process, transition.Violated);
        }

        return count;
    }

    /// <summary>Takes one process's step from a state, as it is stored; false if it has none.</summary>
    public bool TryStep(ulong stored, int process, out KnownTransition transition) => process < knowledge.Devices.FirstProcess
        ? TryStep(knowledge.Host, knowledge.Devices, _lookup.HostResults, _lookup.DevicesResults, stored, process, out transition)
        : TryStep(knowledge.Devices, knowledge.Host, _lookup.DevicesResults, _lookup.HostResults, stored, process, out transition);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryStep(
        ProcessPart own, ProcessPart other, WriteResults results, WriteResults otherResults, ulong stored, int process, out KnownTransition transition)
    {
        uint value = own.Part.In(stored), otherValue = other.Part.In(stored);
        int index = process - own.FirstProcess;
        KnownStep step = own.StepFrom(value, index);
        if (step.Kind == StepKind.Alone)
        {
            transition = new(own.Part.Place(step.Number) | other.Part.Place(otherValue), step.Violated, step.Footprint);
            return true;
        }

        transition = default;
        if (step.Kind == StepKind.Blocked) return false;
        ref readonly StepEffect effect = ref _lookup.EffectOf(own, other, value, otherValue, index, step);
        if (!effect.IsTaken) return false;
        ulong target = own.Part.Place(results.Apply(effect.Write, value, process))
            | other.Part.Place(otherResults.Apply(effect.OtherWrite, otherValue, process));
        transition = new(target, effect.Violated, effect.Footprint);
        return true;
    }
}

/// <summary>A step as it is known.</summary>
/// <param name="Target">The state that it leads to, as it is stored.</param>
/// <param name="Violated">The properties that it violates.</param>
/// <param name="Footprint">The number of what it reads and writes.</param>
internal readonly record struct KnownTransition(ulong Target, PropertySet Violated, int Footprint);
