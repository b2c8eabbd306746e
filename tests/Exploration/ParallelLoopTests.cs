using System.Collections.Concurrent;
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
    public void ALoopEndsWhenTheLastTurnDoes()
    {
        using var begun = new ManualResetEventSlim();
        bool done = false;
        ParallelLoop.Run(count: 2, workers: 2, turn =>
        {
            if (turn == 0)
            {
                begun.Wait(TimeSpan.FromMinutes(1));
                return;
            }

            begun.Set();
            Thread.Sleep(20);
            done = true;
        });

        Assert.True(done);
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

    [Fact]
    public void LoopsFollowEachOther()
    {
        const int Loops = 5_000, Count = 16;
        var taken = new int[Count];
        for (int loop = 0; loop < Loops; loop++)
        {
            ParallelLoop.Run(Count, workers: 3, turn => Interlocked.Increment(ref taken[turn]));
            Assert.All(taken, times => Assert.Equal(loop + 1, times));
        }
    }

    [Fact]
    public void WorkersAreThereForTheNextLoopAfterAnErrorOrAPause()
    {
        for (int loop = 0; loop < 50; loop++)
        {
            Assert.Throws<AggregateException>(() => ParallelLoop.Run(count: 2, workers: 2, turn => throw new InvalidOperationException($"turn {turn}")));
            Thread.Sleep(3);
            Assert.Equal(2, WorkersOfALoopWhoseTurnsMeet());
        }
    }

    [Fact]
    public void LoopsCanBeNestedAndRunByManyAtOnce()
    {
        const int Count = 50;
        var taken = new int[Count * Count];
        ParallelLoop.Run(Count, workers: 4, outer =>
            ParallelLoop.Run(Count, workers: 3, inner => Interlocked.Increment(ref taken[(outer * Count) + inner])));

        Assert.All(taken, times => Assert.Equal(1, times));
    }

    /// <summary>Two turns that end only when both have begun: so many threads have taken them.</summary>
    private static int WorkersOfALoopWhoseTurnsMeet()
    {
        using var bothBegun = new Barrier(2);
        var threads = new ConcurrentDictionary<int, bool>();
        ParallelLoop.Run(count: 2, workers: 2, _ =>
        {
            threads[Environment.CurrentManagedThreadId] = bothBegun.SignalAndWait(TimeSpan.FromMinutes(1));
        });
        Assert.All(threads.Values, Assert.True);
        return threads.Count;
    }
}
