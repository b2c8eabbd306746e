using System.Runtime.InteropServices;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// A loop of which each worker has a share, and takes turns from those of the others when its own is done. So nobody waits for long, as
/// for the ranges that <see cref="Parallel"/> hands out; and who takes which turns is much the same in the next loop, so that what they
/// work on is in their caches still.
/// </summary>
internal static class ParallelLoop
{
    /// <param name="count">How many turns there are.</param>
    /// <param name="workers">How many workers may take them.</param>
    /// <param name="work">Does a turn.</param>
    public static void Run(int count, int workers, Action<int> work) => Run(count, workers, (_, turn) => work(turn));

    /// <param name="count">How many turns there are.</param>
    /// <param name="workers">How many workers may take them.</param>
    /// <param name="work">Does a turn, the second number; the first one is that of the worker, from zero.</param>
    public static void Run(int count, int workers, Action<int, int> work)
    {
        if (workers == 1 || count <= 1)
        {
            for (int turn = 0; turn < count; turn++) work(0, turn);
            return;
        }

        var shares = new Share[workers];
        for (int worker = 0; worker < workers; worker++) shares[worker] = new(FirstOf(worker), end: FirstOf(worker + 1));
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, (worker, loop) =>
        {
            for (int helped = 0; helped < workers; helped++)
            {
                ref Share share = ref shares[(worker + helped) % workers];
                while (!loop.IsExceptional && share.TryTake(out int turn)) work(worker, turn);
            }
        });

        int FirstOf(int worker) => (int)((long)count * worker / workers);
    }

    /// <summary>The turns of a worker, in memory of their own: what others write next to it would make it wait.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Share(int first, int end)
    {
        private readonly int _end = end;
        private int _next = first;

        public bool TryTake(out int turn)
        {
            turn = Interlocked.Increment(ref _next) - 1;
            return turn < _end;
        }
    }
}
