using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>
/// What a step that reads only some bits sees of a part of the states: values that agree in these bits have the same view. For one
/// worker.
/// </summary>
internal sealed class PartView
{
    private readonly StatePart _part;
    private readonly ulong[] _mask;
    private readonly bool _isBlind;
    private readonly PartTable _distinct;

    // Of each value, its view plus one.
    private uint[] _views = [];

    /// <param name="part">The part.</param>
    /// <param name="bits">The bits, in packed words of the whole state.</param>
    public PartView(StatePart part, ReadOnlySpan<ulong> bits)
    {
        (_part, _mask) = (part, part.Of(bits).ToArray());
        _isBlind = !_mask.ContainsAnyExcept(0UL);
        _distinct = new(part.Width);
    }

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
        Span<ulong> seen = stackalloc ulong[_mask.Length];
        ReadOnlySpan<ulong> words = _part.Values[value];
        for (int word = 0; word < _mask.Length; word++) seen[word] = words[word] & _mask[word];
        return _distinct.NumberOf(seen);
    }

    private uint Remember(uint value)
    {
        if (value >= _views.Length) Array.Resize(ref _views, Math.Max(_part.Values.Count, (int)value + 1) * 2);
        uint view = Find(value);
        _views[value] = view + 1;
        return view;
    }
}
