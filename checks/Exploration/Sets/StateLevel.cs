using System.Numerics;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>The states that are some number of steps away from the initial one and no fewer.</summary>
/// <param name="blocks">The states, in blocks; those of a row follow one another.</param>
internal sealed class StateLevel(StateBlock[] blocks)
{
    private const int BytesPerBlock = 2 * sizeof(ulong);

    public StateBlock[] Blocks => blocks;

    /// <summary>How many states there are.</summary>
    public long Count { get; } = blocks.Sum(block => (long)BitOperations.PopCount(block.States));

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => (long)blocks.Length * BytesPerBlock;

    /// <summary>Adds states to those found before, and makes a level of the new ones.</summary>
    public static StateLevel OfNew(StateSet states, StateSet found)
    {
        var keys = new ulong[states.BlockCount];
        var bits = new ulong[states.BlockCount];
        int blocks = 0;
        foreach (StateBlock block in states.Slots)
        {
            if (block.States == 0) continue;

            ulong added = found.Add(block.Key, block.States);
            if (added == 0) continue;
            (keys[blocks], bits[blocks++]) = (block.Key, added);
        }

        keys.AsSpan(0, blocks).Sort(bits.AsSpan(0, blocks));
        var sorted = new StateBlock[blocks];
        for (int block = 0; block < blocks; block++) sorted[block] = new(keys[block], bits[block]);
        return new(sorted);
    }

    /// <summary>A level of others that have no row in common.</summary>
    public static StateLevel Join(StateLevel[] levels) => new([.. levels.SelectMany(level => level.Blocks)]);
}
