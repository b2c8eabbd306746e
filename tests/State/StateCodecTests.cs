using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Packing loses nothing, by either way of moving bits.</summary>
public class StateCodecTests
{
    [Fact]
    public void UnpackingRestoresEveryReachableState() => RandomCheck.ForAllSmall(300, maxStates: 30_000, search =>
    {
        StateCodec codec = search.System.Codec;
        Span<ulong> packed = stackalloc ulong[codec.WordCount];
        foreach (State state in search.States)
        {
            packed.Fill(ulong.MaxValue);
            codec.Pack(state, packed);
            Assert.Equal(state, codec.Unpack(packed));
        }
    });

    [Fact]
    public void PackedWordsAreTheVariableBitsInARowMovedBitByBit() => RandomCheck.ForAllSmall(100, maxStates: 3_000, search =>
    {
        StateCodec codec = search.System.Codec;
        State masks = VariableBits.Of(search.System.Compiled);
        Span<ulong> packed = stackalloc ulong[codec.WordCount];
        foreach (State state in search.States)
        {
            BigInteger row = BigInteger.Zero;
            int width = 0;
            for (int word = 0; word < State.WordCount; word++)
            {
                if (word == StateLayout.FirstDeviceWord) width = (width + 63) / 64 * 64;
                row += new BigInteger(StateCodec.ExtractBitByBit(state[word], masks[word])) << width;
                width += BitOperations.PopCount(masks[word]);
            }

            codec.Pack(state, packed);
            Assert.Equal((width + 63) / 64, codec.WordCount);
            for (int word = 0; word < packed.Length; word++)
                Assert.Equal((ulong)((row >> (64 * word)) & ulong.MaxValue), packed[word]);
        }
    });

    [Fact]
    public void MovingBitByBitDoesWhatTheProcessorInstructionsDo() => RandomCheck.ForAllSmall(100, maxStates: 3_000, search =>
    {
        State masks = VariableBits.Of(search.System.Compiled);
        foreach (State state in search.States)
        {
            for (int word = 0; word < State.WordCount; word++)
            {
                ulong mask = masks[word], extracted = StateCodec.ExtractBitByBit(state[word], mask);
                Assert.Equal(state[word] & mask, StateCodec.DepositBitByBit(extracted, mask));
                if (!Bmi2.X64.IsSupported) continue;
                Assert.Equal(Bmi2.X64.ParallelBitExtract(state[word], mask), extracted);
                Assert.Equal(Bmi2.X64.ParallelBitDeposit(extracted, mask), StateCodec.DepositBitByBit(extracted, mask));
            }
        }
    });

    [Fact]
    public void AScenarioWithMuchToRememberTakesMoreWordsAndLosesNothing()
    {
        TransitionSystem system = TransitionSystem.Of(ScenarioText.Parse(
            "hardware: pri | devices: 2 | pages: 4 | rounds: 0 | enumerate: guest | guest: clear 3; dma 3; dma 0 1; await 1; map 3 2; unmap 2-3; load 2"));
        StateCodec codec = system.Codec;
        var packed = new ulong[codec.WordCount];
        NaiveSearch search = NaiveSearch.Run(system, 200_000)!;

        Assert.True(codec.WordCount >= 4);
        Assert.All(search.States, state =>
        {
            codec.Pack(state, packed);
            Assert.Equal(state, codec.Unpack(packed));
        });
    }
}
