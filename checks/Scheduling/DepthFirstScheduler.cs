namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Depth-first search with iterative preemption bounding: Musuvathi, Qadeer, "Iterative Context Bounding for Systematic Testing of
/// Multithreaded Programs", PLDI 2007. All schedules without a preemption, then all with at most one, and so on; switches from a
/// process that cannot go on are free. Nothing is random, and what is within the bound is exhausted.
/// </summary>
/// <remarks>
/// The paper keeps a queue of the places where a preemption is yet to be made. Here no place is kept but the path of the last
/// execution: each bound starts anew and so repeats the executions with fewer preemptions, which are few in comparison.
/// An execution that is stopped at the limit of steps counts as one with all that could follow; one that is stopped at a violation
/// does so too unless it is told to go on.
/// </remarks>
/// <param name="maxSteps">Executions get no longer than this.</param>
/// <param name="maxPreemptions">The last bound.</param>
internal sealed class DepthFirstScheduler(int maxSteps, int maxPreemptions) : IScheduler
{
    private readonly byte[] _path = new byte[maxSteps];
    private readonly ProcessSet[] _untried = new ProcessSet[maxSteps];
    private readonly int[] _preemptions = new int[maxSteps + 1];
    private int _repeated;
    private int _length;
    private bool _isPruned;
    private bool _hasBegun;
    private bool _goesOn;

    public bool IsFair => false;

    public bool UsesFootprints => false;

    /// <summary>How many preemptions an execution may have now.</summary>
    public int Bound { get; private set; }

    /// <summary>All schedules with at most this many preemptions have been run, up to the limit of steps; −1 while some are left without any.</summary>
    public int ExhaustedBound { get; private set; } = -1;

    /// <summary>All schedules have been run, up to the limit of steps: no bound kept one back.</summary>
    public bool IsExhausted { get; private set; }

    public bool TryBegin(long execution, Randomness random)
    {
        if (IsExhausted) return false;
        if (_goesOn) _repeated = _length;
        else if (_hasBegun && !Backtrack() && !TryRaiseBound()) return false;

        _hasBegun = true;
        _goesOn = false;
        _length = 0;
        return true;
    }

    /// <summary>Lets the next execution repeat the last one and go on from its end, instead of turning off before it.</summary>
    public void GoOn() => _goesOn = true;

    public int Choose(in PendingSteps pending)
    {
        int step = _length++;
        if (step >= _repeated) Open(pending, step);

        int process = _path[step];
        bool preempts = pending.LastIsEnabled && process != pending.Last;
        _preemptions[step + 1] = _preemptions[step] + (preempts ? 1 : 0);
        return process;
    }

    /// <summary>Comes to a step for the first time: the last process goes on if it can, the others are left for later executions.</summary>
    private void Open(in PendingSteps pending, int step)
    {
        int first = pending.LastIsEnabled ? pending.Last : pending.Enabled.First;
        ProcessSet others = pending.Enabled.Without(first);
        bool mayPreempt = !pending.LastIsEnabled || _preemptions[step] < Bound;
        _isPruned |= !mayPreempt && !others.IsEmpty;
        _path[step] = (byte)first;
        _untried[step] = mayPreempt ? others : default;
    }

    /// <summary>Turns off at the last step of the path that has something left to try; false if none has.</summary>
    private bool Backtrack()
    {
        int step = _length - 1;
        while (step >= 0 && _untried[step].IsEmpty) step--;
        if (step < 0) return false;

        _path[step] = (byte)_untried[step].First;
        _untried[step] = _untried[step].WithoutFirst;
        _repeated = step + 1;
        return true;
    }

    private bool TryRaiseBound()
    {
        ExhaustedBound = Bound;
        IsExhausted = !_isPruned;
        if (IsExhausted || Bound == maxPreemptions) return false;

        Bound++;
        _isPruned = false;
        _repeated = 0;
        return true;
    }
}
