using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace RaceModel;

/// <summary>
/// Packs a state into as few 64-bit words as its scenario needs, and back, without loss: bits that no run of the scenario can
/// change are left out, the others are moved together.
/// </summary>
internal sealed class StateCodec
{
    private readonly State _initial;
    private readonly ulong[] _masks;

    public StateCodec(CompiledScenario scenario, State initial)
    {
        State mask = VariableBits.Of(scenario);
        _masks = [.. (ReadOnlySpan<ulong>)mask];
        _initial = initial;
        for (int word = 0; word < State.WordCount; word++) _initial[word] &= ~_masks[word];
        BitCount = _masks.Sum(BitOperations.PopCount);
    }

    /// <summary>How many bits of a state can change.</summary>
    public int BitCount { get; }

    /// <summary>How many words a packed state has.</summary>
    public int WordCount => Math.Max(1, (BitCount + 63) / 64);

    public void Pack(in State state, Span<ulong> packed)
    {
        ulong current = 0;
        int filled = 0, target = 0;
        for (int word = 0; word < _masks.Length; word++)
        {
            ulong mask = _masks[word];
            if (mask == 0) continue;

            int width = BitOperations.PopCount(mask);
            ulong bits = Extract(state[word], mask);
            current |= bits << filled;
            filled += width;
            if (filled < 64) continue;

            packed[target++] = current;
            filled -= 64;
            current = filled == 0 ? 0 : bits >> (width - filled);
        }

        if (filled > 0 || target == 0) packed[target] = current;
    }

    public State Unpack(ReadOnlySpan<ulong> packed)
    {
        State state = _initial;
        int offset = 0;
        for (int word = 0; word < _masks.Length; word++)
        {
            ulong mask = _masks[word];
            if (mask == 0) continue;

            int shift = offset & 63, width = BitOperations.PopCount(mask);
            ulong bits = packed[offset >> 6] >> shift;
            if (shift + width > 64) bits |= packed[(offset >> 6) + 1] << (64 - shift);
            state[word] |= Deposit(bits, mask);
            offset += width;
        }

        return state;
    }

    private static ulong Extract(ulong value, ulong mask) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(value, mask) : ExtractBitByBit(value, mask);

    private static ulong Deposit(ulong value, ulong mask) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitDeposit(value, mask) : DepositBitByBit(value, mask);

    internal static ulong ExtractBitByBit(ulong value, ulong mask)
    {
        ulong result = 0;
        for (int bit = 0; mask != 0; mask &= mask - 1, bit++)
            result |= ((value >> BitOperations.TrailingZeroCount(mask)) & 1) << bit;
        return result;
    }

    internal static ulong DepositBitByBit(ulong value, ulong mask)
    {
        ulong result = 0;
        for (; mask != 0; mask &= mask - 1, value >>= 1)
            result |= (value & 1) << BitOperations.TrailingZeroCount(mask);
        return result;
    }
}
