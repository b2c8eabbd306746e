using System.Runtime.InteropServices;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// A loop of which each worker has a share, and takes turns from those of the others when its own is done. So nobody waits for long, as
/// for the ranges that <see cref="Parallel"/> hands out; and who takes which turns is much the same in the next loop, so that what they
/// work on is in their caches still.
/// </summary>
internal sealed class ParallelLoop
{
    private readonly Action<int, int> _work;
    private readonly Share[] _shares;
    private readonly List<Exception> _errors = [];

    private ParallelLoop(int count, int workers, Action<int, int> work)
    {
        _work = work;
        _shares = new Share[workers];
        for (int worker = 0; worker < workers; worker++) _shares[worker] = new(FirstOf(worker), end: FirstOf(worker + 1));

        int FirstOf(int worker) => (int)((long)count * worker / workers);
    }

    /// <param name="count">How many turns there are.</param>
    /// <param name="workers">How many workers may take them.</param>
    /// <param name="work">Does a turn.</param>
    /// <exception cref="AggregateException">Some turns failed; no more were begun then.</exception>
    public static void Run(int count, int workers, Action<int> work)
    {
        if (workers > 1 && count > 1)
        {
            new ParallelLoop(count, Math.Min(workers, count), (_, turn) => work(turn)).Run();
            return;
        }

        for (int turn = 0; turn < count; turn++) work(turn);
    }

    /// <param name="count">How many turns there are.</param>
    /// <param name="workers">How many workers may take them.</param>
    /// <param name="work">Does a turn, the second number; the first one is that of the worker, from zero.</param>
    /// <exception cref="AggregateException">Some turns failed; no more were begun then.</exception>
    public static void Run(int count, int workers, Action<int, int> work)
    {
        if (workers > 1 && count > 1)
        {
            new ParallelLoop(count, Math.Min(workers, count), work).Run();
            return;
        }

        for (int turn = 0; turn < count; turn++) work(0, turn);
    }

    private void Run()
    {
        var helpers = new LoopHelper[_shares.Length - 1];
        for (int index = 0; index < helpers.Length; index++) helpers[index] = LoopHelper.Begin(this, worker: index + 1);
        TakeTurns(worker: 0);

        // The last that is done with is the first to help again: each is the same worker in the next loop.
        for (int index = helpers.Length - 1; index >= 0; index--) helpers[index].End();
        if (_errors.Count > 0) throw new AggregateException(_errors);
    }

    /// <summary>Takes turns until there are none left.</summary>
    public void TakeTurns(int worker)
    {
        try
        {
            for (int helped = 0; helped < _shares.Length; helped++)
            {
                ref Share share = ref _shares[(worker + helped) % _shares.Length];
                while (share.TryTake(out int turn)) _work(worker, turn);
            }
        }
        catch (Exception error)
        {
            foreach (ref Share share in _shares.AsSpan()) share.Close();
            lock (_errors) _errors.Add(error);
        }
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

        public void Close() => Interlocked.Exchange(ref _next, _end);
    }
}
