using System.Collections.Concurrent;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// What is known of steps, for all workers. What a process does depends only on the bits that its step reads, and the model tells which
/// those are; so a step that was taken once is taken again from any state that agrees with the first in these bits. Most steps read and
/// write only the part of the state in which their process's position is, and lead from one number of it to another.
/// </summary>
/// <remarks>
/// The bits that count are learned, for each process and position in its program: a step that reads others than those known adds
/// them. What was remembered with fewer bits stays true, for those steps read none of the others.
/// </remarks>
internal sealed class StepKnowledge
{
    private readonly PackedField[] _positions;
    private readonly Func<BitRecord, int>? _footprintOf;
    private readonly Lock _addingReads = new();

    // By process and position, the number of the bits that are known to count there; 0 if none are yet.
    private readonly int[][] _latestReads;
    private StepReads?[] _reads = new StepReads?[16];
    private int _readsCount = 1;

    // What one worker has learned for others; each has besides what it needed last.
    private readonly ConcurrentDictionary<(KnownStep Step, uint OtherView), StepEffect> _effects = new();
    private int _workers;

    /// <param name="system">The steps.</param>
    /// <param name="codec">How states are stored.</param>
    /// <param name="footprintOf">Numbers what steps read and write, from 0 up; null if nobody wants to know.</param>
    public StepKnowledge(TransitionSystem system, CompactCodec codec, Func<BitRecord, int>? footprintOf = null)
    {
        System = system;
        _footprintOf = footprintOf;
        _positions = [.. Enumerable.Range(0, system.ProcessCount).Select(process => new PackedField(system.Codec, TransitionSystem.PositionOf(process)))];
        _latestReads = [.. _positions.Select(position => new int[1 << position.Width])];

        int hostProcesses = _positions.Count(position => codec.Host.Holds(position.FirstWord));
        Host = new(codec.Host, 0, hostProcesses);
        Devices = new(codec.Devices, hostProcesses, system.ProcessCount - hostProcesses);
    }

    public TransitionSystem System { get; }

    /// <summary>What guest and VMM do, and their processes.</summary>
    public ProcessPart Host { get; }

    /// <summary>What devices and IOMMU hold, and their processes.</summary>
    public ProcessPart Devices { get; }

    /// <summary>The number of what a step reads and writes; 0 if nobody wants to know.</summary>
    public int FootprintOf(BitRecord step) => _footprintOf?.Invoke(step) ?? 0;

    /// <summary>The bits that a shared step reads.</summary>
    public StepReads ReadsOf(KnownStep step) => ReadsAt(step.Reads);

    /// <summary>The step of a process, as far as the process's own part tells it.</summary>
    public KnownStep Recognize(ProcessPart own, ProcessPart other, uint value, int process, ReadOnlySpan<ulong> packed)
    {
        int reads = LatestReads(process, packed);
        if (reads == 0) reads = Add(own, other, process, packed, _positions[process].Mask);
        return KnownStep.Shared(ReadsAt(reads).Own.Of(value), reads);
    }

    /// <summary>Tells that one more worker takes part.</summary>
    public void AddWorker() => Interlocked.Increment(ref _workers);

    /// <summary>What a worker knows that a shared step does.</summary>
    public bool TryGetEffect(KnownStep step, uint otherView, out StepEffect effect)
    {
        effect = default;
        return _workers > 1 && _effects.TryGetValue((step, otherView), out effect);
    }

    /// <summary>Tells the other workers what a shared step does.</summary>
    public void Note(in StepEffect effect)
    {
        if (_workers > 1) _effects.TryAdd((effect.Step, effect.OtherView), effect);
    }

    /// <summary>Makes bits known to count where a process is in a state.</summary>
    /// <returns>The number of the bits that are known to count there then.</returns>
    public int Add(ProcessPart own, ProcessPart other, int process, ReadOnlySpan<ulong> packed, ReadOnlySpan<ulong> read)
    {
        lock (_addingReads)
        {
            ref int latest = ref LatestReads(process, packed);
            if (latest != 0 && ReadsAt(latest).Include(read)) return latest;

            if (_readsCount == _reads.Length) Array.Resize(ref _reads, 2 * _readsCount);
            _reads[_readsCount] = latest == 0 ? new(own, other, read.ToArray()) : ReadsAt(latest).With(read);
            return latest = _readsCount++;
        }
    }

    private StepReads ReadsAt(int number)
    {
        StepReads?[] known = _reads;
        if ((uint)number < (uint)known.Length && known[number] is { } reads) return reads;

        // Another worker adds these right now.
        lock (_addingReads) return _reads[number]!;
    }

    private ref int LatestReads(int process, ReadOnlySpan<ulong> packed) => ref _latestReads[process][_positions[process].Of(packed)];
}
