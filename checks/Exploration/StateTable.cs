namespace RaceModel.Checks.Exploration;

/// <summary>
/// The set of states found so far: open addressing with linear probing over the numbers of a <see cref="StateStore"/>. A slot
/// also keeps 32 bits of the state's hash, so that most probes need no look at the state; equality is always decided on the
/// states themselves.
/// </summary>
internal sealed class StateTable(StateStore store)
{
    private const int InitialShift = 12;
    private const ulong NumberMask = uint.MaxValue;

    private ulong[] _slots = new ulong[1 << InitialShift];
    private int _shift = InitialShift;
    private int _count;

    /// <summary>The bytes that hold the table.</summary>
    public long Bytes => _slots.LongLength * sizeof(ulong);

    /// <summary>Finds a state's number; −1 if it is not in the set.</summary>
    public int Find(ReadOnlySpan<ulong> state)
    {
        uint tag = TagOf(state);
        int slot = SlotOf(state, tag);
        return _slots[slot] == 0 ? -1 : NumberIn(_slots[slot]);
    }

    /// <summary>Adds a state unless it is there already; true if it is new.</summary>
    public bool TryAdd(ReadOnlySpan<ulong> state, int predecessor, byte process)
    {
        uint tag = TagOf(state);
        int slot = SlotOf(state, tag);
        if (_slots[slot] != 0) return false;

        int number = store.Add(state, predecessor, process);
        _slots[slot] = ((ulong)tag << 32) | (uint)(number + 1);
        if (++_count * 8L > _slots.Length * 5L) Grow();
        return true;
    }

    private static uint TagOf(ReadOnlySpan<ulong> state) => (uint)(StateHash.Of(state) >> 32);

    private static int NumberIn(ulong slot) => (int)(uint)(slot & NumberMask) - 1;

    /// <summary>The slot that holds the state, or the empty one where it belongs.</summary>
    private int SlotOf(ReadOnlySpan<ulong> state, uint tag)
    {
        ulong[] slots = _slots;
        int mask = slots.Length - 1;
        for (int slot = (int)(tag >> (32 - _shift)); ; slot = (slot + 1) & mask)
        {
            ulong content = slots[slot];
            if (content == 0 || ((uint)(content >> 32) == tag && store[NumberIn(content)].SequenceEqual(state))) return slot;
        }
    }

    /// <summary>Doubles the table; the tags alone tell where the numbers go.</summary>
    private void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[old.Length * 2];
        _shift++;
        int mask = _slots.Length - 1;
        foreach (ulong content in old)
        {
            if (content == 0) continue;
            int slot = (int)((uint)(content >> 32) >> (32 - _shift));
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = content;
        }
    }
}
