using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>What comes of writes to a part of the states, as one worker remembers it: workers that wrote to shared memory would wait for each other.</summary>
/// <param name="writes">The writes.</param>
/// <param name="processCount">How many processes take steps.</param>
internal sealed class WriteResults(PartWrites writes, int processCount)
{
    // By value and process, the last write and what came of it: a process seldom writes two different things to the same value. What was
    // replaced last follows those of each value, as the VMM writes different things more often. More of them would not stay in the cache.
    private readonly Notes<ulong> _results = new();

    /// <summary>The value that a process's write makes of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Apply(uint write, uint value, int process)
    {
        if (write == PartWrites.None) return value;
        int first = (int)value * (processCount + 1);
        ulong result = _results[first + process];
        return (uint)(result >> 32) == write ? (uint)result : Find(write, value, first + process, first + processCount);
    }

    private uint Find(uint write, uint value, int place, int replaced)
    {
        ulong result = _results[replaced];
        if ((uint)(result >> 32) == write) return (uint)result;

        uint after = writes.Apply(write, value);
        _results[replaced] = _results[place];
        _results[place] = ((ulong)write << 32) | after;
        return after;
    }
}
