using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// States that agree in what guest and VMM do, and in the number of what devices and IOMMU hold but for its last six bits: each is a bit
/// of a word.
/// </summary>
/// <param name="Key">What they agree in.</param>
/// <param name="States">The bits of those that are meant.</param>
internal readonly record struct StateBlock(ulong Key, ulong States)
{
    /// <summary>How many bits of the devices' number tell the state within its block.</summary>
    public const int Shift = 6;

    private const int HostShift = 32;

    /// <summary>What guest and VMM do in these states.</summary>
    public uint Host => (uint)(Key >> HostShift);

    /// <summary>What devices and IOMMU hold in the first state that the block can have.</summary>
    public uint FirstDevices => (uint)Key << Shift;

    /// <summary>What the states of a block agree in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf(uint host, uint devices) => KeyAt(host, devices >> Shift);

    /// <summary>The same, for the number that the devices' number has without its last bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyAt(uint host, uint block) => ((ulong)host << HostShift) | block;

    /// <summary>The bit of a state in its block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BitOf(uint devices) => 1UL << (int)devices;

    /// <summary>A single state, as the search stores it.</summary>
    public static StateBlock Of(ulong stored)
    {
        uint host = (uint)stored, devices = (uint)(stored >> HostShift);
        return new(KeyOf(host, devices), BitOf(devices));
    }

    /// <summary>A state of the block, as the search stores it.</summary>
    public ulong StoredAt(int bit) => ((ulong)(FirstDevices + (uint)bit) << HostShift) | Host;

    /// <summary>The block of other guest and VMM doings with the same devices' numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong KeyUnder(uint host) => KeyAt(host, (uint)Key);
}
