using System.Numerics;
using System.Runtime.Intrinsics;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// Remembers steps, for one worker. What a process does depends only on the bits that its step reads, and the model tells which those
/// are; so a step that was taken once is taken again, from any state that agrees with the first in these bits, by masking and merging
/// packed words.
/// </summary>
/// <remarks>
/// The bits that count are learned, for each process and position in its program. A step that reads others than those known adds
/// them; what was remembered with fewer bits stays true, for those steps read none of the others. A slot of the cache holds one step,
/// the last that hashed there.
/// </remarks>
internal sealed class StepCache
{
    private const int SlotShift = 13, Lane = 4;
    private const ulong Taken = 1UL << 63, IdMask = 0x7FFF_FFFF_0000_FFFF;
    private const ulong Mixer = 0x9E37_79B9_7F4A_7C15;

    private readonly TransitionSystem _system;
    private readonly CompactCodec _codec;
    private readonly int _width;
    private readonly PackedField[] _positions;
    private readonly ulong[][] _bits;

    // Each slot: what it holds and what the step violates; the bits that were read; those that are kept; those that are set.
    private readonly ulong[] _slots;
    private readonly int _slotWidth;

    private readonly ulong[] _state;
    private readonly ulong[] _successor;
    private readonly BitRecord _record = new();

    public StepCache(TransitionSystem system, CompactCodec codec)
    {
        (_system, _codec, _width) = (system, codec, codec.PackedWordCount);
        _slotWidth = 1 + (3 * _width);
        _slots = new ulong[_slotWidth << SlotShift];
        _positions = [.. Enumerable.Range(0, system.ProcessCount).Select(process => new PackedField(system.Codec, TransitionSystem.PositionOf(process)))];
        _bits = [.. _positions.Select(position => new ulong[_width << position.Width])];
        (_state, _successor) = (new ulong[_width], new ulong[_width]);
    }

    /// <summary>Writes all successors of a state, as they are stored, and what is known of each; says how many there are.</summary>
    public int Expand(ulong stored, Span<ulong> successors, Span<Successor> facts)
    {
        _codec.Load(stored, _state);
        int count = 0;
        for (int process = 0; process < _positions.Length; process++)
        {
            if (!TryStep(process, out PropertySet violated)) continue;
            successors[count] = _codec.Store(_successor, _state, stored);
            facts[count++] = new((byte)process, violated);
        }

        return count;
    }

    private bool TryStep(int process, out PropertySet violated)
    {
        int position = _positions[process].Of(_state);
        ulong id = ((ulong)position << 32) | (uint)(process + 1);
        Span<ulong> bits = _bits[process].AsSpan(position * _width, _width);
        Span<ulong> slot = _slots.AsSpan(SlotOf(id, bits) * _slotWidth, _slotWidth);

        bool known = (slot[0] & IdMask) == id;
        for (int word = 0; word < _width; word += Lane)
            known &= (Vector256.Create(_state.AsSpan(word)) & Vector256.Create(bits[word..])) == Vector256.Create(slot[(1 + word)..]);
        if (!known) Learn(process, id, bits, slot);

        violated = new((ushort)(slot[0] >> 16));
        if ((slot[0] & Taken) == 0) return false;

        for (int word = 0; word < _width; word += Lane)
        {
            Vector256<ulong> kept = Vector256.Create(_state.AsSpan(word)) & Vector256.Create(slot[(1 + _width + word)..]);
            (kept | Vector256.Create(slot[(1 + (2 * _width) + word)..])).CopyTo(_successor.AsSpan(word));
        }

        return true;
    }

    private int SlotOf(ulong id, ReadOnlySpan<ulong> bits)
    {
        ulong hash = id * Mixer;
        for (int word = 0; word < bits.Length; word++) hash = (hash ^ (_state[word] & bits[word])) * Mixer;
        return (int)(hash >> (64 - SlotShift));
    }

    private void Learn(int process, ulong id, Span<ulong> bits, Span<ulong> slot)
    {
        State state = _system.Codec.Unpack(_state);
        bool taken = _system.TryStep(ref state, process, _record, out PropertySet violated);
        Span<ulong> read = stackalloc ulong[_width], written = stackalloc ulong[_width], result = stackalloc ulong[_width];
        Pack(_record.Reads, read);
        Pack(_record.Writes, written);
        Pack(state, result);

        slot[0] = id | ((ulong)violated.Bits << 16) | (taken ? Taken : 0);
        for (int word = 0; word < _width; word++)
        {
            bits[word] |= read[word];
            slot[1 + word] = _state[word] & bits[word];
            slot[1 + _width + word] = ~written[word];
            slot[1 + (2 * _width) + word] = result[word] & written[word];
        }
    }

    private void Pack(in State state, Span<ulong> packed)
    {
        packed.Clear();
        _system.Codec.Pack(state, packed);
    }

    /// <summary>A field of the state where it stands in the packed words, which may be across two of them.</summary>
    private readonly struct PackedField
    {
        private readonly int _word;
        private readonly int _shift;

        public PackedField(StateCodec codec, StateLayout.Field field)
        {
            State mask = default;
            mask[field.Word] = field.Mask;
            var packed = new ulong[codec.WordCount];
            codec.Pack(mask, packed);
            Width = packed.Sum(BitOperations.PopCount);
            _word = Array.FindIndex(packed, word => word != 0);
            _shift = BitOperations.TrailingZeroCount(packed[_word]);
        }

        public int Width { get; }

        public int Of(ReadOnlySpan<ulong> state)
        {
            ulong bits = state[_word] >> _shift;
            if (_shift + Width > 64) bits |= state[_word + 1] << (64 - _shift);
            return (int)(bits & ((1UL << Width) - 1));
        }
    }
}
