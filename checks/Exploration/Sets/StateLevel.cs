using System.Numerics;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>The states that are some number of steps away from the initial one and no fewer.</summary>
/// <param name="blocks">The states, in blocks; if there are rows, those of a row follow one another.</param>
/// <param name="count">How many states there are.</param>
internal sealed class StateLevel(StateBlock[] blocks, long count)
{
    private const int BytesPerBlock = 2 * sizeof(ulong), TurnsPerWorker = 8;

    public StateBlock[] Blocks => blocks;

    /// <summary>How many states there are.</summary>
    public long Count => count;

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => (long)blocks.Length * BytesPerBlock;

    /// <summary>A level of some states.</summary>
    public static StateLevel Of(StateBlock[] blocks)
    {
        long count = 0;
        foreach (StateBlock block in blocks) count += BitOperations.PopCount(block.States);
        return new(blocks, count);
    }

    /// <summary>A level of the new states of all regions.</summary>
    public static StateLevel Of(NewStates[] regions, int workers) =>
        Of([.. regions.Select(region => new LevelPart(region, First: 0, region.Count, Order: 0))], workers);

    /// <summary>
    /// The same, row by row. Rows are in the order of the devices' values in them, as what is known of the steps from these is in the cache then.
    /// </summary>
    public static StateLevel OfRows(NewStates[] regions, int workers)
    {
        LevelPart[] rows = [.. regions.SelectMany(region => region.Rows)];
        ulong[] orders = [.. rows.Select(row => row.Order)];
        Array.Sort(orders, rows);
        return Of(rows, workers);
    }

    private static StateLevel Of(LevelPart[] parts, int workers)
    {
        var firsts = new int[parts.Length + 1];
        for (int part = 0; part < parts.Length; part++) firsts[part + 1] = firsts[part] + parts[part].Count;

        StateBlock[] blocks = GC.AllocateUninitializedArray<StateBlock>(firsts[^1]);
        long count = 0;
        int turns = workers * TurnsPerWorker;
        ParallelLoop.Run(turns, workers, turn =>
        {
            long copied = 0;
            for (int part = PartOf(turn); part < PartOf(turn + 1); part++) copied += parts[part].CopyTo(blocks.AsSpan(firsts[part], parts[part].Count));
            Interlocked.Add(ref count, copied);
        });
        return new(blocks, count);

        int PartOf(int turn) => (int)((long)parts.Length * turn / turns);
    }
}

/// <summary>New states of a region that follow one another in the level.</summary>
/// <param name="Region">The new states of the region.</param>
/// <param name="First">The first block of the part, in the region.</param>
/// <param name="Count">How many blocks there are.</param>
/// <param name="Order">What parts are sorted by.</param>
internal readonly record struct LevelPart(NewStates Region, int First, int Count, ulong Order)
{
    /// <summary>Writes the blocks.</summary>
    /// <returns>How many states there are in them.</returns>
    public long CopyTo(Span<StateBlock> blocks)
    {
        long count = 0;
        for (int block = 0; block < blocks.Length; block++)
        {
            blocks[block] = Region[First + block];
            count += BitOperations.PopCount(blocks[block].States);
        }

        return count;
    }
}
