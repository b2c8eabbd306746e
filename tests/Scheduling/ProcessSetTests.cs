using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

public class ProcessSetTests
{
    private static readonly ProcessSet TwoFiveSeven = new ProcessSet().With(5).With(2).With(7);

    [Fact]
    public void ASetHasWhatWasAdded()
    {
        Assert.Equal(3, TwoFiveSeven.Count);
        Assert.Equal(2, TwoFiveSeven.First);
        Assert.True(TwoFiveSeven.Contains(5));
        Assert.False(TwoFiveSeven.Contains(3));
        Assert.False(TwoFiveSeven.Contains(-1));
        Assert.False(TwoFiveSeven.Without(5).Contains(5));
        Assert.True(TwoFiveSeven.Without(5).Without(2).Without(7).IsEmpty);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 5)]
    [InlineData(6, 7)]
    [InlineData(7, 2)]
    [InlineData(31, 2)]
    public void TheNextOneIsFoundInACircle(int process, int next) => Assert.Equal(next, TwoFiveSeven.After(process));

    [Fact]
    public void AllAreVisited()
    {
        List<int> visited = [];
        for (ProcessSet rest = TwoFiveSeven; !rest.IsEmpty; rest = rest.WithoutFirst) visited.Add(rest.First);

        Assert.Equal([2, 5, 7], visited);
    }

    // Of 30,000 draws each is expected 10,000 times, with a standard deviation of sqrt(30,000 * 1/3 * 2/3) = 82.
    [Fact]
    public void AnyOfThemIsAsLikely()
    {
        Randomness random = Randomness.For(1, 0);
        ILookup<int, int> draws = Enumerable.Range(0, 30_000).Select(_ => TwoFiveSeven.Any(ref random)).ToLookup(process => process);

        Assert.Equal([2, 5, 7], draws.Select(group => group.Key).Order());
        Assert.All(draws, group => Assert.InRange(group.Count(), 10_000 - (5 * 82), 10_000 + (5 * 82)));
    }
}
