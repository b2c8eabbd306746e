namespace RaceModel.Checks.Exploration.Sets;

/// <summary>A set of states in regions, which workers fill side by side; a row is in one region.</summary>
internal sealed class RegionedSet
{
    /// <summary>How many regions there are.</summary>
    public const int Count = 32;

    private readonly StateSet[] _regions = new StateSet[Count];

    public RegionedSet()
    {
        for (int region = 0; region < Count; region++) _regions[region] = new StateSet();
    }

    public StateSet this[int region] => _regions[region];

    /// <summary>The bytes that hold it.</summary>
    public long Bytes => _regions.Sum(region => region.Bytes);

    /// <summary>The region of a row.</summary>
    public StateSet Of(uint host) => _regions[host % Count];

    /// <summary>Brings the place of a block into the cache.</summary>
    public void Prefetch(StateBlock block) => Of(block.Host).Prefetch(block.Key);

    /// <summary>Adds some states.</summary>
    public void Add(StateBlock block) => Of(block.Host).Add(block);
}
