using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// What a step that reads only some bits sees of a part of the states: values that agree in these bits have the same view. For one
/// worker.
/// </summary>
internal sealed class PartView(StatePart part, ulong[] mask)
{
    private readonly bool _isBlind = !mask.ContainsAnyExcept(0UL);
    private readonly PartTable _distinct = new(part.Width);

    // Of each value, its view plus one.
    private uint[] _views = [];

    /// <summary>The view that a value gives; it is remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(uint value)
    {
        if (_isBlind) return 0;
        uint view = value < (uint)_views.Length ? _views[value] : 0;
        return view != 0 ? view - 1 : Remember(value);
    }

    /// <summary>The view that a value gives.</summary>
    public uint Find(uint value)
    {
        Span<ulong> seen = stackalloc ulong[mask.Length];
        ReadOnlySpan<ulong> words = part.Values[value];
        for (int word = 0; word < mask.Length; word++) seen[word] = words[word] & mask[word];
        return _distinct.NumberOf(seen);
    }

    /// <summary>Whether these are the bits that it shows.</summary>
    public bool IsOf(ReadOnlySpan<ulong> bits) => bits.SequenceEqual(mask);

    private uint Remember(uint value)
    {
        if (value >= _views.Length) Array.Resize(ref _views, Math.Max(2 * _views.Length, (int)value + 1));
        uint view = Find(value);
        _views[value] = view + 1;
        return view;
    }
}
