using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Caching;

/// <summary>Items that are looked for by their hash. A slot holds one, the last that was put there; there are more slots as items are missed.</summary>
internal sealed class RecentItems<T>(int maxShift) where T : struct
{
    private const int FirstShift = 8, GrowthShift = 2;

    private T[] _slots = new T[1 << FirstShift];
    private int _shift = FirstShift;
    private int _missed;

    /// <summary>The slot of all items with a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T SlotOf(ulong hash) => ref _slots[FibonacciHash.Of(hash, _shift)];

    /// <summary>Puts an item where it is looked for from now on.</summary>
    public ref T Put(ulong hash, T item)
    {
        if (++_missed > 2 * _slots.Length && _shift < maxShift)
        {
            _shift = Math.Min(_shift + GrowthShift, maxShift);
            _slots = new T[1 << _shift];
            _missed = 0;
        }

        ref T slot = ref SlotOf(hash);
        slot = item;
        return ref slot;
    }
}
