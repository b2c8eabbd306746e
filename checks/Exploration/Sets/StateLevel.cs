using System.Numerics;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>The states that are some number of steps away from the initial one and no fewer.</summary>
/// <param name="blocks">The states, in blocks; if there are rows, those of a row follow one another.</param>
internal sealed class StateLevel(StateBlock[] blocks)
{
    private const int BytesPerBlock = 2 * sizeof(ulong);

    public StateBlock[] Blocks => blocks;

    /// <summary>How many states there are.</summary>
    public long Count { get; } = StatesIn(blocks);

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => (long)blocks.Length * BytesPerBlock;

    /// <summary>A level of the new states of all regions.</summary>
    public static StateLevel Of(ReadOnlySpan<NewStates> regions)
    {
        StateBlock[] blocks = GC.AllocateUninitializedArray<StateBlock>(BlocksIn(regions));
        int end = 0;
        foreach (NewStates region in regions)
        {
            region.CopyTo(blocks.AsSpan(end, region.Count), first: 0);
            end += region.Count;
        }

        return new(blocks);
    }

    /// <summary>
    /// The same, of states that are sorted, row by row. Rows are in the order of the devices' values in them, as what is known of the steps from
    /// these is in the cache then.
    /// </summary>
    public static StateLevel OfRows(ReadOnlySpan<NewStates> regions)
    {
        List<(ulong Order, ulong Key, NewStates Region, int First, int Count)> rows = [];
        foreach (NewStates region in regions)
        {
            for (int first = 0, next; first < region.Count; first = next)
            {
                next = first + 1;
                while (next < region.Count && region[next].Host == region[first].Host) next++;
                rows.Add((((ulong)(uint)region[first].Key << 32) | (uint)region[next - 1].Key, region[first].Key, region, first, next - first));
            }
        }

        rows.Sort((one, other) => one.Order != other.Order ? one.Order.CompareTo(other.Order) : one.Key.CompareTo(other.Key));
        StateBlock[] blocks = GC.AllocateUninitializedArray<StateBlock>(BlocksIn(regions));
        int end = 0;
        foreach ((_, _, NewStates region, int first, int count) in rows)
        {
            region.CopyTo(blocks.AsSpan(end, count), first);
            end += count;
        }

        return new(blocks);
    }

    private static int BlocksIn(ReadOnlySpan<NewStates> regions)
    {
        int blocks = 0;
        foreach (NewStates region in regions) blocks += region.Count;
        return blocks;
    }

    private static long StatesIn(StateBlock[] blocks)
    {
        long count = 0;
        foreach (StateBlock block in blocks) count += BitOperations.PopCount(block.States);
        return count;
    }
}
