using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// The successors that one worker finds in a level, in blocks, by region. States of a block that are found soon after one another become
/// one; what is found again later is written again, and sorted out when it is added to all states.
/// </summary>
internal sealed class SuccessorBuffer
{
    // Few enough to stay in the nearest cache.
    private const int RecentShift = 8;

    private readonly StateBlock[] _recent = new StateBlock[1 << RecentShift];
    private readonly List<StateBlock>[] _regions = new List<StateBlock>[RegionedSet.Count];

    public SuccessorBuffer()
    {
        for (int region = 0; region < RegionedSet.Count; region++) _regions[region] = [];
    }

    /// <summary>What was found in a region, but for what may still become more.</summary>
    public Span<StateBlock> In(int region) => CollectionsMarshal.AsSpan(_regions[region]);

    /// <summary>Adds states of a block, at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong key, ulong states)
    {
        ref StateBlock recent = ref _recent[FibonacciHash.Of((uint)key ^ (uint)(key >> 32), RecentShift)];
        if (recent.Key == key)
        {
            recent = new(key, recent.States | states);
            return;
        }

        if (recent.States != 0) _regions[RegionedSet.RegionOf(recent.Host)].Add(recent);
        recent = new(key, states);
    }

    /// <summary>Writes what may still have become more.</summary>
    public void Flush()
    {
        foreach (StateBlock block in _recent)
        {
            if (block.States != 0) _regions[RegionedSet.RegionOf(block.Host)].Add(block);
        }

        Array.Clear(_recent);
    }

    /// <summary>Forgets what was found.</summary>
    public void Clear()
    {
        foreach (List<StateBlock> region in _regions) region.Clear();
    }
}
