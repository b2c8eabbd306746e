using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// What a step that reads only some bits sees of a part of the states: values that agree in these bits have the same view.
/// </summary>
internal sealed class PartView(StatePart part, ulong[] mask)
{
    private readonly PartTable _distinct = new(part.Width);

    // Of each value, its view plus one.
    private readonly Notes<uint> _views = new();

    /// <summary>Whether it shows nothing, so that there is but one view.</summary>
    public bool IsBlind { get; } = !mask.ContainsAnyExcept(0UL);

    /// <summary>The view that a value gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(uint value)
    {
        if (IsBlind) return 0;
        uint view = _views[(int)value];
        return view != 0 ? view - 1 : Remember(value);
    }

    /// <summary>Whether these are the bits that it shows.</summary>
    public bool IsOf(ReadOnlySpan<ulong> bits) => bits.SequenceEqual(mask);

    private uint Remember(uint value)
    {
        Span<ulong> seen = stackalloc ulong[mask.Length];
        ReadOnlySpan<ulong> words = part.Values[value];
        for (int word = 0; word < mask.Length; word++) seen[word] = words[word] & mask[word];
        uint view = _distinct.NumberOf(seen);
        _views[(int)value] = view + 1;
        return view;
    }
}
