using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>What comes of writes to a part of the states, as one worker remembers it: workers that wrote to shared memory would wait for each other.</summary>
/// <param name="writes">The writes.</param>
/// <param name="processCount">How many processes take steps.</param>
internal sealed class WriteResults(PartWrites writes, int processCount)
{
    // By value and process, the last write and what came of it: a process seldom writes two different things to the same value.
    private readonly Notes<ulong> _results = new();

    /// <summary>The value that a process's write makes of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Apply(uint write, uint value, int process)
    {
        if (write == PartWrites.None) return value;
        int place = ((int)value * processCount) + process;
        ulong result = _results[place];
        return (uint)(result >> 32) == write ? (uint)result : Find(write, value, place);
    }

    private uint Find(uint write, uint value, int place)
    {
        uint after = writes.Apply(write, value);
        _results[place] = ((ulong)write << 32) | after;
        return after;
    }
}
