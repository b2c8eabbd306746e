using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// A thread that is a worker of one loop after another. It stays awake for a millisecond between two, as the loops of a search follow each
/// other closely: waking a thread for each of them, as a thread pool does, takes a twentieth of the time of a search of two workers.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A helper is there as long as the process.")]
internal sealed class LoopHelper
{
    // The most that there can be: a millisecond in which the processor is offered to others again and again.
    private const int TriesBeforeSleep = 2047;

    private static readonly ConcurrentStack<LoopHelper> Idle = [];

    private readonly ManualResetEventSlim _begun = new(initialState: false, TriesBeforeSleep), _ended = new(initialState: false, TriesBeforeSleep);
    private ParallelLoop? _loop;
    private int _worker;

    private LoopHelper() => new Thread(TakeLoops) { IsBackground = true, Name = "RaceModel worker" }.UnsafeStart();

    /// <summary>Makes a helper take turns of a loop.</summary>
    public static LoopHelper Begin(ParallelLoop loop, int worker)
    {
        if (!Idle.TryPop(out LoopHelper? helper)) helper = new();
        helper._worker = worker;
        Volatile.Write(ref helper._loop, loop);
        helper._begun.Set();
        return helper;
    }

    /// <summary>Waits for it to be done. One that is not awake yet is not needed any more.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _loop, null) is null)
        {
            _ended.Wait();
            _ended.Reset();
        }

        Idle.Push(this);
    }

    private void TakeLoops()
    {
        while (true)
        {
            _begun.Wait();
            _begun.Reset();
            if (Interlocked.Exchange(ref _loop, null) is not { } loop) continue;

            loop.TakeTurns(_worker);
            _ended.Set();
        }
    }
}
