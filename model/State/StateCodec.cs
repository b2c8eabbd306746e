using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RaceModel;

/// <summary>
/// Packs a state into as few 64-bit words as its scenario needs, and back, without loss: bits that no run of the scenario can
/// change are left out, the others are moved together. What devices and IOMMU change begins with a word of its own.
/// </summary>
internal sealed class StateCodec
{
    private readonly State _initial;
    private readonly PackedWord[] _words;

    public StateCodec(CompiledScenario scenario, State initial)
    {
        State mask = VariableBits.Of(scenario);
        _initial = initial;
        for (int word = 0; word < State.WordCount; word++) _initial[word] &= ~mask[word];

        List<PackedWord> words = [];
        int bits = 0;
        for (int word = 0; word < State.WordCount; word++)
        {
            if (word == StateLayout.FirstDeviceWord)
            {
                FirstDeviceWord = WordsFor(bits);
                bits = 64 * FirstDeviceWord;
            }

            if (mask[word] == 0) continue;
            words.Add(new(word, mask[word], bits));
            BitCount += BitOperations.PopCount(mask[word]);
            bits += BitOperations.PopCount(mask[word]);
        }

        _words = [.. words];
        WordCount = WordsFor(bits);
    }

    /// <summary>How many bits of a state can change.</summary>
    public int BitCount { get; }

    /// <summary>How many words a packed state has.</summary>
    public int WordCount { get; }

    /// <summary>The packed word with which <see cref="StateLayout.FirstDeviceWord"/> begins.</summary>
    public int FirstDeviceWord { get; }

    // Code that asks what the processor can do is not compiled ahead of time; so it is compiled once, and well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(in State state, Span<ulong> packed)
    {
        packed[..WordCount].Clear();
        foreach (PackedWord word in _words)
        {
            ulong bits = Extract(state[word.Source], word.Mask);
            packed[word.Target] |= bits << word.Shift;
            if (word.IsSplit) packed[word.Target + 1] = bits >> (64 - word.Shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public State Unpack(ReadOnlySpan<ulong> packed)
    {
        State state = _initial;
        foreach (PackedWord word in _words)
        {
            ulong bits = packed[word.Target] >> word.Shift;
            if (word.IsSplit) bits |= packed[word.Target + 1] << (64 - word.Shift);
            state[word.Source] |= Deposit(bits, word.Mask);
        }

        return state;
    }

    private static int WordsFor(int bits) => (bits + 63) / 64;

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

    /// <summary>Where the bits of a word of the state that can change are packed.</summary>
    private readonly struct PackedWord(int source, ulong mask, int firstBit)
    {
        public int Source { get; } = source;

        public ulong Mask { get; } = mask;

        public int Target { get; } = firstBit >> 6;

        public int Shift { get; } = firstBit & 63;

        /// <summary>Whether some of the bits are in the word after the target.</summary>
        public bool IsSplit { get; } = (firstBit & 63) + BitOperations.PopCount(mask) > 64;
    }
}
