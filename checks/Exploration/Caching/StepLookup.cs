using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>One worker's way to what is known of steps; what is not known yet is learned from the model.</summary>
internal sealed class StepLookup
{
    private const int MaxEffectShift = 14;

    private readonly StepKnowledge _knowledge;
    private readonly RecentItems<StepEffect> _effects = new(MaxEffectShift);
    private readonly BitRecord _record = new();
    private readonly ulong[] _packed;

    public StepLookup(StepKnowledge knowledge)
    {
        _knowledge = knowledge;
        _packed = new ulong[knowledge.System.Codec.WordCount];
        HostResults = new(knowledge.Host.Writes, knowledge.System.ProcessCount);
        DevicesResults = new(knowledge.Devices.Writes, knowledge.System.ProcessCount);
        knowledge.AddWorker();
    }

    /// <summary>What comes of writes to what guest and VMM do.</summary>
    public WriteResults HostResults { get; }

    /// <summary>What comes of writes to what devices and IOMMU hold.</summary>
    public WriteResults DevicesResults { get; }

    /// <summary>What a step does that may depend on both parts; if it turns out to depend on its own alone, that is noted.</summary>
    /// <param name="own">The part with the process's position.</param>
    /// <param name="other">The other one.</param>
    /// <param name="value">The own part's value.</param>
    /// <param name="otherValue">The other part's value.</param>
    /// <param name="index">The process, among those of its part.</param>
    /// <param name="step">What is known of its step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ref readonly StepEffect EffectOf(ProcessPart own, ProcessPart other, uint value, uint otherValue, int index, KnownStep step)
    {
        while (true)
        {
            if (step.Kind == StepKind.Unknown) step = Recognize(own, other, value, otherValue, index);
            uint otherView = _knowledge.ReadsOf(step).Other.Of(otherValue);
            ulong hash = step.Bits ^ ((ulong)otherView << 40);
            ref StepEffect effect = ref _effects.SlotOf(hash);
            if (effect.Step != step || effect.OtherView != otherView)
            {
                if (!_knowledge.TryGetEffect(step, otherView, out StepEffect found))
                {
                    if (Learn(own, other, value, otherValue, index, step, otherView) is not { } learned)
                    {
                        step = default;
                        continue;
                    }

                    found = learned;
                    _knowledge.Note(found);
                }

                effect = ref _effects.Put(hash, found);
            }

            if (effect.IsAlone) NoteAlone(own, value, index, effect);
            return ref effect;
        }
    }

    private static void NoteAlone(ProcessPart own, uint value, int index, in StepEffect effect) => own.Note(value, index, effect.IsTaken
        ? KnownStep.Alone(own.Writes.Apply(effect.Write, value), effect.Violated, effect.Footprint)
        : KnownStep.Blocked);

    private KnownStep Recognize(ProcessPart own, ProcessPart other, uint value, uint otherValue, int index)
    {
        Load(own, other, value, otherValue);
        KnownStep step = _knowledge.Recognize(own, other, value, own.FirstProcess + index, _packed);
        own.Note(value, index, step);
        return step;
    }

    /// <summary>Takes a step; null if it reads bits that were not known to count.</summary>
    private StepEffect? Learn(ProcessPart own, ProcessPart other, uint value, uint otherValue, int index, KnownStep step, uint otherView)
    {
        Load(own, other, value, otherValue);
        State state = _knowledge.System.Codec.Unpack(_packed);
        bool isTaken = _knowledge.System.TryStep(ref state, own.FirstProcess + index, _record, out PropertySet violated);
        ReadOnlySpan<ulong> read = Pack(_record.Reads, stackalloc ulong[_packed.Length]);
        if (!_knowledge.ReadsOf(step).Include(read))
        {
            _knowledge.Add(own, other, own.FirstProcess + index, _packed, read);
            return null;
        }

        ReadOnlySpan<ulong> written = Pack(_record.Writes, stackalloc ulong[_packed.Length]), after = Pack(state, stackalloc ulong[_packed.Length]);
        int footprint = isTaken ? _knowledge.FootprintOf(_record) : 0;
        return new()
        {
            Step = step,
            OtherView = otherView,
            IsTaken = isTaken,
            IsAlone = footprint < KnownStep.MaxFootprints && !other.Part.Of(read).ContainsAnyExcept(0UL) && !other.Part.Of(written).ContainsAnyExcept(0UL),
            Violated = violated,
            Footprint = footprint,
            Write = own.Writes.NumberOf(own.Part.Of(written), own.Part.Of(after)),
            OtherWrite = other.Writes.NumberOf(other.Part.Of(written), other.Part.Of(after)),
        };
    }

    private void Load(ProcessPart own, ProcessPart other, uint value, uint otherValue)
    {
        own.Part.CopyTo(value, _packed);
        other.Part.CopyTo(otherValue, _packed);
    }

    private ReadOnlySpan<ulong> Pack(in State state, Span<ulong> packed)
    {
        _knowledge.System.Codec.Pack(state, packed);
        return packed;
    }
}
