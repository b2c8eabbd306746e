using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>The states that are some number of steps away from the initial one and no fewer.</summary>
/// <param name="blocks">The states, in blocks; if there are rows, those of a row follow one another.</param>
/// <param name="count">How many states there are.</param>
internal sealed class StateLevel(StateBlock[] blocks, long count)
{
    private const int TurnsPerWorker = 8;

    public StateBlock[] Blocks => blocks;

    /// <summary>How many states there are.</summary>
    public long Count => count;

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => (long)blocks.Length * Unsafe.SizeOf<StateBlock>();

    /// <summary>A level of some states.</summary>
    public static StateLevel Of(StateBlock[] blocks)
    {
        long count = 0;
        foreach (StateBlock block in blocks) count += BitOperations.PopCount(block.States);
        return new(blocks, count);
    }

    /// <summary>A level of the new states of all regions.</summary>
    public static StateLevel Of(NewStates[] regions, int workers) =>
        Of([.. regions.Select((region, number) => new LevelPart(number, First: 0, region.Count))], regions, workers);

    /// <summary>
    /// The same, row by row. Rows are in the order of the devices' values in them, as what is known of the steps from these is in the cache then.
    /// </summary>
    public static StateLevel OfRows(NewStates[] regions, int workers)
    {
        List<LevelPart> rows = [];
        List<ulong> orders = [];
        foreach (NewStates region in regions)
        {
            rows.AddRange(region.Rows);
            orders.AddRange(region.RowOrders);
        }

        CollectionsMarshal.AsSpan(orders).Sort(CollectionsMarshal.AsSpan(rows));
        return Of([.. rows], regions, workers);
    }

    private static StateLevel Of(LevelPart[] parts, NewStates[] regions, int workers)
    {
        var firsts = new int[parts.Length + 1];
        for (int part = 0; part < parts.Length; part++) firsts[part + 1] = firsts[part] + parts[part].Count;

        StateBlock[] blocks = GC.AllocateUninitializedArray<StateBlock>(firsts[^1]);
        long count = 0;
        int turns = workers * TurnsPerWorker;
        ParallelLoop.Run(turns, workers, turn =>
        {
            long copied = 0;
            for (int index = PartOf(turn); index < PartOf(turn + 1); index++)
            {
                LevelPart part = parts[index];
                copied += regions[part.Region].CopyTo(blocks.AsSpan(firsts[index], part.Count), part.First);
            }

            Interlocked.Add(ref count, copied);
        });
        return new(blocks, count);

        int PartOf(int turn) => (int)((long)parts.Length * turn / turns);
    }
}

/// <summary>New states of a region that follow one another in the level.</summary>
/// <param name="Region">The number of the region.</param>
/// <param name="First">The first block of the part, in the region.</param>
/// <param name="Count">How many blocks there are.</param>
internal readonly record struct LevelPart(int Region, int First, int Count);
