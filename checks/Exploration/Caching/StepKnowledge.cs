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
    private readonly Lock _addingReads = new();

    // By process and position, the number of the bits that are known to count there; 0 if none are yet.
    private readonly int[][] _latestReads;
    private StepReads[] _reads = [null!];

    // What one worker has learned for others; each has besides what it needed last.
    private readonly ConcurrentDictionary<(KnownStep Step, uint OtherView), StepEffect> _effects = new();
    private int _workers;

    public StepKnowledge(TransitionSystem system, CompactCodec codec)
    {
        System = system;
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

    /// <summary>The bits that a shared step reads.</summary>
    public StepReads ReadsOf(KnownStep step) => _reads[step.Reads];

    /// <summary>The step of a process, as far as the process's own part tells it.</summary>
    public KnownStep Recognize(ProcessPart own, ProcessPart other, uint value, int process, ReadOnlySpan<ulong> packed)
    {
        int reads = LatestReads(process, packed);
        if (reads == 0) reads = Add(own, other, process, packed, _positions[process].Mask);
        return KnownStep.Shared(_reads[reads].Own.Of(value), reads);
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
            if (latest != 0 && _reads[latest].Include(read)) return latest;

            StepReads reads = latest == 0 ? new(own, other, read.ToArray()) : _reads[latest].With(read);
            Volatile.Write(ref _reads, [.. _reads, reads]);
            return latest = _reads.Length - 1;
        }
    }

    private ref int LatestReads(int process, ReadOnlySpan<ulong> packed) => ref _latestReads[process][_positions[process].Of(packed)];
}
