using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>The states that are some number of steps away from the initial one and no fewer.</summary>
/// <param name="blocks">The states, in blocks; those of a row follow one another.</param>
internal sealed class StateLevel(StateBlock[] blocks)
{
    private const int BytesPerBlock = 2 * sizeof(ulong);

    // How many blocks ahead a block's place is brought into the cache.
    private const int Lead = 12;

    public StateBlock[] Blocks => blocks;

    /// <summary>How many states there are.</summary>
    public long Count { get; } = blocks.Sum(block => (long)BitOperations.PopCount(block.States));

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => (long)blocks.Length * BytesPerBlock;

    /// <summary>Adds states to those found before, and makes a level of the new ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static StateLevel OfNew(StateSet states, StateSet found)
    {
        (ulong[] keys, ulong[] bits) = states.Blocks();
        int blocks = 0;
        for (int next = 0; next < keys.Length; next++)
        {
            if (next + Lead < keys.Length) found.Prefetch(keys[next + Lead]);
            ulong added = found.Add(keys[next], bits[next]);
            if (added != 0) (keys[blocks], bits[blocks++]) = (keys[next], added);
        }

        keys.AsSpan(0, blocks).Sort(bits.AsSpan(0, blocks));
        var sorted = new StateBlock[blocks];
        for (int block = 0; block < blocks; block++) sorted[block] = new(keys[block], bits[block]);
        return new(sorted);
    }

    /// <summary>
    /// A level of others that have no row in common. Rows are in the order of the devices' values in them, as what is known of the steps from
    /// these is in the cache then.
    /// </summary>
    public static StateLevel Join(StateLevel[] levels)
    {
        List<(ulong Order, StateBlock[] Blocks, int First, int Count)> rows = [];
        foreach (StateLevel level in levels)
        {
            StateBlock[] blocks = level.Blocks;
            for (int first = 0, next; first < blocks.Length; first = next)
            {
                next = first + 1;
                while (next < blocks.Length && blocks[next].Host == blocks[first].Host) next++;
                rows.Add((((ulong)(uint)blocks[first].Key << 32) | (uint)blocks[next - 1].Key, blocks, first, next - first));
            }
        }

        rows.Sort((one, other) => one.Order != other.Order ? one.Order.CompareTo(other.Order) : one.Blocks[one.First].Key.CompareTo(other.Blocks[other.First].Key));
        var joined = new StateBlock[levels.Sum(level => level.Blocks.Length)];
        int end = 0;
        foreach ((ulong _, StateBlock[] blocks, int first, int count) in rows)
        {
            blocks.AsSpan(first, count).CopyTo(joined.AsSpan(end));
            end += count;
        }

        return new(joined);
    }
}
