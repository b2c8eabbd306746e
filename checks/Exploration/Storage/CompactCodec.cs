namespace RaceModel.Checks.Exploration.Storage;

/// <summary>
/// Stores states in a single word, without loss: the number of what guest and VMM do, and that of what devices and IOMMU hold. A step
/// changes little, so there are far fewer of either than there are states (collapse compression: Holzmann, "State Compression in
/// SPIN: Recursive Indexing and Compression Training Runs", SPIN 1997; also Blom, Lisser, van de Pol, Weber, "A Database Approach to
/// Distributed State-Space Generation", Journal of Logic and Computation 21(1), 2011).
/// </summary>
internal sealed class CompactCodec
{
    private readonly StateCodec _codec;

    public CompactCodec(StateCodec codec)
    {
        _codec = codec;
        Host = new(0, codec.FirstDeviceWord, shift: 0);
        Devices = new(codec.FirstDeviceWord, codec.WordCount - codec.FirstDeviceWord, shift: 32);
    }

    /// <summary>What guest and VMM do.</summary>
    public StatePart Host { get; }

    /// <summary>What devices and IOMMU hold.</summary>
    public StatePart Devices { get; }

    public ulong Store(in State state)
    {
        Span<ulong> packed = stackalloc ulong[_codec.WordCount];
        _codec.Pack(state, packed);
        return Host.Place(Host.Values.NumberOf(Host.Of(packed))) | Devices.Place(Devices.Values.NumberOf(Devices.Of(packed)));
    }

    public State Load(ulong stored)
    {
        Span<ulong> packed = stackalloc ulong[_codec.WordCount];
        Host.CopyTo(Host.In(stored), packed);
        Devices.CopyTo(Devices.In(stored), packed);
        return _codec.Unpack(packed);
    }
}
