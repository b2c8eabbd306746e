using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// Remembers steps, for one worker. What a process does depends only on the bits that its step reads, and the model tells which those
/// are; so a step that was taken once is taken again from any state that agrees with the first in these bits. States stay as they are
/// stored: most steps read and write only the part in which their process's position is, and lead from one number of it to another.
/// </summary>
/// <remarks>
/// The bits that count are learned, for each process and position in its program: a step that reads others than those known adds
/// them. What was remembered with fewer bits stays true, for those steps read none of the others.
/// </remarks>
internal sealed class StepCache
{
    private const int MaxEffectShift = 14;

    private readonly TransitionSystem _system;
    private readonly ProcessPart _host;
    private readonly ProcessPart _devices;
    private readonly PackedField[] _positions;

    // By process and position, the number of the bits that are known to count there; 0 if none are yet.
    private readonly int[][] _latestReads;
    private readonly List<StepReads?> _reads = [null];

    private readonly RecentItems<StepEffect> _effects = new(MaxEffectShift);
    private readonly BitRecord _record = new();
    private readonly ulong[] _packed;

    public StepCache(TransitionSystem system, CompactCodec codec)
    {
        _system = system;
        _packed = new ulong[system.Codec.WordCount];
        _positions = [.. Enumerable.Range(0, system.ProcessCount).Select(process => new PackedField(system.Codec, TransitionSystem.PositionOf(process)))];
        _latestReads = [.. _positions.Select(position => new int[1 << position.Width])];

        int hostProcesses = _positions.Count(position => codec.Host.Holds(position.FirstWord));
        _host = new(codec.Host, firstProcess: 0, hostProcesses);
        _devices = new(codec.Devices, hostProcesses, _positions.Length - hostProcesses);
    }

    /// <summary>Writes all successors of a state, as they are stored, and what is known of each; says how many there are.</summary>
    public int Expand(ulong stored, Span<ulong> successors, Span<Successor> facts)
    {
        int count = Expand(_host, _devices, stored, successors, facts);
        return count + Expand(_devices, _host, stored, successors[count..], facts[count..]);
    }

    private int Expand(ProcessPart own, ProcessPart other, ulong stored, Span<ulong> successors, Span<Successor> facts)
    {
        uint value = own.Part.In(stored), otherValue = other.Part.In(stored);
        Span<KnownStep> steps = own.StepsFrom(value);
        int count = 0;
        for (int index = 0; index < steps.Length; index++)
        {
            if (steps[index].Kind == StepKind.Blocked) continue;

            if (steps[index].Kind == StepKind.Alone)
            {
                successors[count] = own.Part.Place(steps[index].Number) | other.Part.Place(otherValue);
                facts[count++] = new((byte)(own.FirstProcess + index), steps[index].Violated);
                continue;
            }

            ref readonly StepEffect effect = ref EffectOf(own, other, stored, index, ref steps[index]);
            if (!effect.IsTaken) continue;
            successors[count] = own.Part.Place(own.Writes.Apply(effect.Write, value)) | other.Part.Place(other.Writes.Apply(effect.OtherWrite, otherValue));
            facts[count++] = new((byte)(own.FirstProcess + index), effect.Violated);
        }

        return count;
    }

    /// <summary>What a step does that may depend on both parts; if it turns out to depend on its own alone, that is noted.</summary>
    private ref readonly StepEffect EffectOf(ProcessPart own, ProcessPart other, ulong stored, int index, ref KnownStep step)
    {
        while (true)
        {
            if (step.Kind == StepKind.Unknown) step = Recognize(own, other, stored, own.FirstProcess + index);
            uint otherView = _reads[step.Reads]!.Other.Of(other.Part.In(stored));
            ulong hash = ((ulong)step.Reads << 48) ^ ((ulong)step.Number << 24) ^ otherView;
            ref StepEffect effect = ref _effects.SlotOf(hash);
            if (effect.Step != step || effect.OtherView != otherView)
            {
                if (Learn(own, other, stored, own.FirstProcess + index, step, otherView) is not { } learned)
                {
                    step = default;
                    continue;
                }

                effect = ref _effects.Put(hash, learned);
            }

            if (effect.IsAlone) step = effect.IsTaken ? KnownStep.Alone(own.Writes.Apply(effect.Write, own.Part.In(stored)), effect.Violated) : KnownStep.Blocked;
            return ref effect;
        }
    }

    /// <summary>The step of a process, as far as the process's own part tells it.</summary>
    private KnownStep Recognize(ProcessPart own, ProcessPart other, ulong stored, int process)
    {
        Load(own, other, stored);
        ref int reads = ref LatestReads(process);
        if (reads == 0) Add(new(own, other, _positions[process].Mask), ref reads);
        return KnownStep.Shared(_reads[reads]!.Own.Find(own.Part.In(stored)), reads);
    }

    /// <summary>Takes a step; null if it reads bits that were not known to count.</summary>
    private StepEffect? Learn(ProcessPart own, ProcessPart other, ulong stored, int process, KnownStep step, uint otherView)
    {
        Load(own, other, stored);
        State state = _system.Codec.Unpack(_packed);
        bool isTaken = _system.TryStep(ref state, process, _record, out PropertySet violated);
        ReadOnlySpan<ulong> read = Pack(_record.Reads, stackalloc ulong[_packed.Length]);
        if (!_reads[step.Reads]!.Include(read))
        {
            ref int latest = ref LatestReads(process);
            if (!_reads[latest]!.Include(read)) Add(_reads[latest]!.With(read), ref latest);
            return null;
        }

        ReadOnlySpan<ulong> written = Pack(_record.Writes, stackalloc ulong[_packed.Length]), after = Pack(state, stackalloc ulong[_packed.Length]);
        return new()
        {
            Step = step,
            OtherView = otherView,
            IsTaken = isTaken,
            IsAlone = !other.Part.Of(read).ContainsAnyExcept(0UL) && !other.Part.Of(written).ContainsAnyExcept(0UL),
            Violated = violated,
            Write = own.Writes.NumberOf(own.Part.Of(written), own.Part.Of(after)),
            OtherWrite = other.Writes.NumberOf(other.Part.Of(written), other.Part.Of(after)),
        };
    }

    /// <summary>The number of the bits that are known to count where a process is in the loaded state.</summary>
    private ref int LatestReads(int process) => ref _latestReads[process][_positions[process].Of(_packed)];

    private void Add(StepReads reads, ref int number)
    {
        number = _reads.Count;
        _reads.Add(reads);
    }

    private void Load(ProcessPart own, ProcessPart other, ulong stored)
    {
        own.Part.CopyTo(own.Part.In(stored), _packed);
        other.Part.CopyTo(other.Part.In(stored), _packed);
    }

    private ReadOnlySpan<ulong> Pack(in State state, Span<ulong> packed)
    {
        _system.Codec.Pack(state, packed);
        return packed;
    }
}
