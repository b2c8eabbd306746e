using System.Numerics;
using System.Runtime.CompilerServices;

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

    /// <summary>Adds what workers found to what was found before, and makes a level of the new states.</summary>
    public static StateLevel OfNew(ReadOnlySpan<StateSet> successors, StateSet found)
    {
        int blocks = 0;
        foreach (StateSet set in successors) blocks += set.BlockCount;

        ulong[] keys = GC.AllocateUninitializedArray<ulong>(blocks), states = GC.AllocateUninitializedArray<ulong>(blocks);
        int count = 0;
        foreach (StateSet set in successors) count += set.MoveTo(found, keys.AsSpan(count), states.AsSpan(count));
        keys.AsSpan(0, count).Sort(states.AsSpan(0, count));
        return new(MergeEqualKeys(keys.AsSpan(0, count), states));
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

    /// <summary>Makes one block of those that follow one another with the same key, as workers find states of a block each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static StateBlock[] MergeEqualKeys(ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> states)
    {
        int distinct = 0;
        for (int next = 0; next < keys.Length; next++) distinct += next == 0 || keys[next] != keys[next - 1] ? 1 : 0;

        var blocks = new StateBlock[distinct];
        for (int next = 0, block = -1; next < keys.Length; next++)
        {
            if (next == 0 || keys[next] != keys[next - 1]) block++;
            blocks[block] = new(keys[next], blocks[block].States | states[next]);
        }

        return blocks;
    }
}
