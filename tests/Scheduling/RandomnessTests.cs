using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The numbers are those of the published generators, the same for ever.</summary>
public class RandomnessTests
{
    // The first numbers of the authors' own programs: SplitMix64 from 1234567, xoshiro256** from 1, 2, 3, 4.
    [Fact]
    public void SplitMixGivesThePublishedNumbers()
    {
        ulong state = 1234567;

        Assert.Equal(6457827717110365317UL, Randomness.SplitMix(ref state));
        Assert.Equal(3203168211198807973UL, Randomness.SplitMix(ref state));
        Assert.Equal(9817491932198370423UL, Randomness.SplitMix(ref state));
    }

    [Fact]
    public void XoshiroGivesThePublishedNumbers()
    {
        var random = new Randomness(1, 2, 3, 4);

        Assert.Equal(
            [11520UL, 0UL, 1509978240UL, 1215971899390074240UL, 1216172134540287360UL, 607988272756665600UL],
            Enumerable.Range(0, 6).Select(_ => random.Next()));
    }

    [Fact]
    public void AnExecutionsChoicesFollowFromSeedAndNumber()
    {
        Assert.Equal(Numbers(seed: 7, execution: 3), Numbers(seed: 7, execution: 3));
        Assert.Equal(400, new ulong[] { 0, 1, 2, ulong.MaxValue }
            .SelectMany(seed => Enumerable.Range(-50, 100).Select(execution => Numbers(seed, execution)[0])).Distinct().Count());
    }

    [Fact]
    public void AForkGivesOtherNumbers()
    {
        Randomness random = Randomness.For(1, 0), fork = random.Fork();

        Assert.Empty(Numbers(random).Intersect(Numbers(fork)));
    }

    // Of 70,000 draws each of 7 numbers is expected 10,000 times, with a standard deviation of sqrt(70,000 * 1/7 * 6/7) = 93.
    [Fact]
    public void NumbersBelowALimitAreEvenlyLikely()
    {
        Randomness random = Randomness.For(1, 0);
        var counts = new int[7];
        for (int draw = 0; draw < 70_000; draw++) counts[random.Below(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 10_000 - (5 * 93), 10_000 + (5 * 93)));
    }

    [Fact]
    public void ALimitOfOneLeavesNoChoice()
    {
        Randomness random = Randomness.For(1, 0);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(0, random.Below(1)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 1_000)]
    public void AChanceOfNothingOrAllIsCertain(int percent, int hits)
    {
        Randomness random = Randomness.For(1, 0);

        Assert.Equal(hits, Enumerable.Range(0, 1_000).Count(_ => random.Chance(percent)));
    }

    private static ulong[] Numbers(ulong seed, long execution) => Numbers(Randomness.For(seed, execution));

    private static ulong[] Numbers(Randomness random) => [.. Enumerable.Range(0, 100).Select(_ => random.Next())];
}
