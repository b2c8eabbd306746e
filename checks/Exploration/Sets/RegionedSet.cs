using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>A set of states in regions, which workers fill side by side; a row is in one region.</summary>
internal sealed class RegionedSet
{
    /// <summary>How many regions there are.</summary>
    public const int Count = 1 << CountShift;

    private const int CountShift = 6;

    private readonly StateSet[] _regions = new StateSet[Count];

    public RegionedSet()
    {
        for (int region = 0; region < Count; region++) _regions[region] = new StateSet();
    }

    public StateSet this[int region] => _regions[region];

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => _regions.Sum(region => region.Bytes);

    /// <summary>The number of the region that a row is in.</summary>
    public static int RegionOf(uint host) => FibonacciHash.Of(host, CountShift);

    /// <summary>Adds some states.</summary>
    public void Add(StateBlock block) => _regions[RegionOf(block.Host)].Add(block);
}
