namespace RaceModel.Checks.Reduction;

/// <summary>The footprints of a scenario's steps, which are few, with their numbers. Many workers may ask at once.</summary>
internal sealed class StepFootprints(FutureAccesses futures)
{
    private readonly Dictionary<StepFootprint, int> _numbers = [];
    private readonly Lock _adding = new();
    private StepFootprint[] _footprints = [];

    /// <summary>The footprint with a number.</summary>
    public ref readonly StepFootprint this[int number] => ref _footprints[number];

    /// <summary>The number of a step's footprint.</summary>
    public int NumberOf(BitRecord step)
    {
        StepFootprint footprint = new(Refine(step.Rule, new(SharedParts.Of(step.Reads), SharedParts.Of(step.Writes))), step.Rule);
        lock (_adding)
        {
            if (_numbers.TryGetValue(footprint, out int number)) return number;

            _numbers.Add(footprint, _footprints.Length);
            Volatile.Write(ref _footprints, [.. _footprints, footprint]);
            return _footprints.Length - 1;
        }
    }

    /// <summary>
    /// Others see of a request only whether it holds a translation that an invalidation acts on, and whether it is to be drained.
    /// That it is posted, fetched, landed or ended only lets steps happen that could not happen before.
    /// </summary>
    private Access Refine(Rule rule, Access access)
    {
        switch (rule)
        {
            case Rule.InvalidateIotlb or Rule.InvalidateDeviceTlb:
                return access | new Access(0, (access.Reads & SharedParts.Translations) | SharedParts.Drain);
            case >= Rule.HitDeviceTlb and <= Rule.FaultStalls or >= Rule.GrantUntracked and <= Rule.WriteBackDirty:
                return access;
        }

        ulong reads = access.Reads & ~SharedParts.Translations;
        if (rule == Rule.Wait) reads |= SharedParts.Drain;
        if (rule == Rule.Land) reads &= ~SharedParts.GuestMappings | futures.GuestMappingsOf(access.Writes & SharedParts.AllRam);
        return new(reads, access.Writes & ~SharedParts.Translations);
    }
}
