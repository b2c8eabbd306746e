namespace RaceModel.Checks.Exploration;

/// <summary>
/// Stores states in a single word, without loss: the number of what guest and VMM do, and that of what devices and IOMMU hold. A step
/// changes little, so there are far fewer of either than there are states (collapse compression: Holzmann, "State Compression in
/// SPIN: Recursive Indexing and Compression Training Runs", SPIN 1997; also Blom, Lisser, van de Pol, Weber, "A Database Approach to
/// Distributed State-Space Generation", Journal of Logic and Computation 21(1), 2011).
/// </summary>
internal sealed class CompactCodec
{
    private const int VectorWords = 4;

    private readonly StateCodec _codec;
    private readonly PartTable _hosts;
    private readonly PartTable _devices;

    public CompactCodec(StateCodec codec)
    {
        _codec = codec;
        _hosts = new PartTable(codec.FirstDeviceWord);
        _devices = new PartTable(codec.WordCount - codec.FirstDeviceWord);
        Parts = [_hosts, _devices];
    }

    /// <summary>What stored states refer to.</summary>
    public IReadOnlyList<PartTable> Parts { get; }

    /// <summary>How many packed words a state has here: those of the model's codec, filled up to whole vectors with zeros.</summary>
    public int PackedWordCount => (_codec.WordCount + VectorWords - 1) / VectorWords * VectorWords;

    public ulong Store(in State state)
    {
        Span<ulong> packed = stackalloc ulong[_codec.WordCount];
        _codec.Pack(state, packed);
        return Join(_hosts.NumberOf(HostOf(packed)), _devices.NumberOf(DevicesOf(packed)));
    }

    public State Load(ulong stored)
    {
        Span<ulong> packed = stackalloc ulong[_codec.WordCount];
        Load(stored, packed);
        return _codec.Unpack(packed);
    }

    /// <summary>Brings back the packed words.</summary>
    public void Load(ulong stored, Span<ulong> packed)
    {
        _hosts[HostNumberIn(stored)].CopyTo(packed);
        _devices[DevicesNumberIn(stored)].CopyTo(packed[_codec.FirstDeviceWord..]);
    }

    /// <summary>Stores the packed words of a state that differs little from one that is stored.</summary>
    /// <param name="packed">The state.</param>
    /// <param name="near">The packed words of the other state.</param>
    /// <param name="storedNear">The other state as it is stored.</param>
    public ulong Store(ReadOnlySpan<ulong> packed, ReadOnlySpan<ulong> near, ulong storedNear)
    {
        ReadOnlySpan<ulong> host = HostOf(packed), devices = DevicesOf(packed);
        return Join(
            host.SequenceEqual(HostOf(near)) ? HostNumberIn(storedNear) : _hosts.NumberOf(host),
            devices.SequenceEqual(DevicesOf(near)) ? DevicesNumberIn(storedNear) : _devices.NumberOf(devices));
    }

    private ReadOnlySpan<ulong> HostOf(ReadOnlySpan<ulong> packed) => packed[.._codec.FirstDeviceWord];

    private ReadOnlySpan<ulong> DevicesOf(ReadOnlySpan<ulong> packed) => packed[_codec.FirstDeviceWord.._codec.WordCount];

    private static ulong Join(uint host, uint devices) => host | ((ulong)devices << 32);

    private static uint HostNumberIn(ulong stored) => (uint)stored;

    private static uint DevicesNumberIn(ulong stored) => (uint)(stored >> 32);
}
