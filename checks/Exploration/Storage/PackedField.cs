using System.Numerics;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>A field of the state where it stands in the packed words, which may be across two of them.</summary>
internal readonly struct PackedField
{
    private readonly int _shift;

    public PackedField(StateCodec codec, StateLayout.Field field)
    {
        State mask = default;
        mask[field.Word] = field.Mask;
        Mask = new ulong[codec.WordCount];
        codec.Pack(mask, Mask);
        Width = Mask.Sum(BitOperations.PopCount);
        FirstWord = Array.FindIndex(Mask, word => word != 0);
        _shift = BitOperations.TrailingZeroCount(Mask[FirstWord]);
    }

    /// <summary>The bits of the packed words that belong to the field.</summary>
    public ulong[] Mask { get; }

    /// <summary>How many bits these are.</summary>
    public int Width { get; }

    /// <summary>The packed word in which it begins.</summary>
    public int FirstWord { get; }

    /// <summary>The field's value.</summary>
    public int Of(ReadOnlySpan<ulong> packed)
    {
        ulong bits = packed[FirstWord] >> _shift;
        if (_shift + Width > 64) bits |= packed[FirstWord + 1] << (64 - _shift);
        return (int)(bits & ((1UL << Width) - 1));
    }
}
