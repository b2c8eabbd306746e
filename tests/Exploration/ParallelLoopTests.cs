using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

public class ParallelLoopTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 8)]
    [InlineData(5, 8)]
    [InlineData(1_000, 1)]
    [InlineData(1_000, 2)]
    [InlineData(1_000, 7)]
    public void EachTurnIsTakenOnce(int count, int workers)
    {
        var taken = new int[count];
        var busy = new int[workers];
        ParallelLoop.Run(count, workers, (worker, turn) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref busy[worker]));
            Interlocked.Increment(ref taken[turn]);
            Interlocked.Decrement(ref busy[worker]);
        });

        Assert.All(taken, times => Assert.Equal(1, times));
    }

    [Fact]
    public void TheShareOfAWorkerThatIsHeldUpIsDoneByOthers()
    {
        const int Count = 100;
        using var others = new CountdownEvent(Count - 1);
        bool allDone = false;
        ParallelLoop.Run(Count, workers: 2, turn =>
        {
            if (turn == 0) allDone = others.Wait(TimeSpan.FromMinutes(1));
            else others.Signal();
        });

        Assert.True(allDone);
    }

    [Fact]
    public void AnErrorEndsTheLoop()
    {
        const int Count = 2_000;
        int done = 0;
        AggregateException error = Assert.Throws<AggregateException>(() => ParallelLoop.Run(Count, workers: 2, turn =>
        {
            if (turn == 0) throw new InvalidOperationException("turn 0");
            Thread.Sleep(1);
            Interlocked.Increment(ref done);
        }));

        Assert.Equal("turn 0", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.InRange(done, 0, Count - 2);
    }
}
