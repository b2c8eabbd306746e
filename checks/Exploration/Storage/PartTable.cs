using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Storage;

/// <summary>
/// All values that a part of the states has taken, of <paramref name="width"/> words each, with their numbers. Many workers may ask
/// at once.
/// </summary>
internal sealed class PartTable(int width)
{
    private readonly BlockStore<ulong> _values = new(width);
    private readonly Lock _adding = new();

    // A slot holds some bits of a value's hash, its tag, and its number plus one. When there are too few, all are replaced at once: a
    // worker that still reads the old ones can only miss a new value, and then looks again before it adds one.
    private ulong[] _slots = new ulong[64];

    /// <summary>How many values there are.</summary>
    public int Count => _values.Count;

    /// <summary>The bytes that hold them.</summary>
    public long Bytes => ((long)Count * width * sizeof(ulong)) + (_slots.LongLength * sizeof(ulong));

    /// <summary>The words of a value.</summary>
    public ReadOnlySpan<ulong> this[uint number] => _values[(int)number];

    /// <summary>The number of a value, which is added if it is new.</summary>
    public uint NumberOf(ReadOnlySpan<ulong> value)
    {
        uint tag = TagOf(value);
        ulong slot = Find(Volatile.Read(ref _slots), tag, value);
        return slot != 0 ? NumberIn(slot) : Add(tag, value);
    }

    /// <summary>Adds values whose words are arbitrary until they are written over, after which they have to be indexed.</summary>
    public void Extend(int values) => _values.Extend(values);

    /// <summary>Makes the values from a number up known by their words.</summary>
    public void Index(int from)
    {
        for (int number = from; number < Count; number++)
        {
            Reserve(number + 1);
            Place(_slots, TagOf(_values[number]), number);
        }
    }

    /// <summary>Shows the bytes of a range of values; they may be written over.</summary>
    public void VisitBytes(int from, int to, Action<Span<byte>> visit) => _values.VisitBytes(from, to, visit);

    private uint Add(uint tag, ReadOnlySpan<ulong> value)
    {
        lock (_adding)
        {
            ulong slot = Find(_slots, tag, value);
            if (slot != 0) return NumberIn(slot);

            Reserve(Count + 1);
            int number = _values.Extend(1);
            value.CopyTo(_values[number]);
            Place(_slots, tag, number);
            return (uint)number;
        }
    }

    /// <summary>The slot of a value; 0 if it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Find(ulong[] slots, uint tag, ReadOnlySpan<ulong> value)
    {
        for (int index = (int)tag & (slots.Length - 1); ; index = (index + 1) & (slots.Length - 1))
        {
            ulong slot = Volatile.Read(ref slots[index]);
            if (slot == 0 || ((uint)(slot >> 32) == tag && value.SequenceEqual(this[NumberIn(slot)]))) return slot;
        }
    }

    private void Reserve(int values)
    {
        if (values * 2L <= _slots.Length) return;

        var slots = new ulong[_slots.Length * 2];
        foreach (ulong slot in _slots)
        {
            if (slot != 0) Place(slots, (uint)(slot >> 32), (int)NumberIn(slot));
        }

        Volatile.Write(ref _slots, slots);
    }

    private static void Place(ulong[] slots, uint tag, int number)
    {
        int index = (int)tag & (slots.Length - 1);
        while (slots[index] != 0) index = (index + 1) & (slots.Length - 1);
        Volatile.Write(ref slots[index], ((ulong)tag << 32) | (uint)(number + 1));
    }

    private static uint NumberIn(ulong slot) => (uint)slot - 1;

    private static uint TagOf(ReadOnlySpan<ulong> value) => (uint)(StateHash.Of(value) >> 32);
}
