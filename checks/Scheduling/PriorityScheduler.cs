namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Probabilistic concurrency testing: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with Probabilistic
/// Guarantees of Finding Bugs", ASPLOS 2010. Of the enabled processes the one with the highest priority steps; priorities are
/// random, and after d - 1 random steps the process that took them falls below all others. If n processes take k steps, a bug that
/// needs d ordered steps is found with a probability of at least 1 / (n * k^(d-1)).
/// </summary>
/// <remarks>It deviates in that k is an estimate: where an execution gets longer, nobody falls in its last part.</remarks>
internal sealed class PriorityScheduler : IScheduler
{
    private readonly int _length;
    private readonly int[] _priorities;
    private readonly int[] _changePoints;

    /// <param name="processes">How many processes there are (n).</param>
    /// <param name="length">How many steps they take (k).</param>
    /// <param name="depth">How many ordered steps a bug needs (d).</param>
    public PriorityScheduler(int processes, int length, int depth)
    {
        _length = length;
        _priorities = new int[processes];
        _changePoints = new int[depth - 1];
    }

    public bool IsFair => false;

    public bool UsesFootprints => false;

    public bool TryBegin(long execution, Randomness random)
    {
        DrawPriorities(ref random);
        for (int point = 0; point < _changePoints.Length; point++) _changePoints[point] = 1 + random.Below(_length);
        return true;
    }

    public int Choose(in PendingSteps pending)
    {
        for (int point = 0; point < _changePoints.Length; point++)
        {
            if (_changePoints[point] == pending.Taken) _priorities[pending.Last] = point;
        }

        return Highest(pending.Enabled);
    }

    /// <summary>A random order of the processes, above all that change points give.</summary>
    private void DrawPriorities(ref Randomness random)
    {
        for (int process = 0; process < _priorities.Length; process++)
        {
            int other = random.Below(process + 1);
            _priorities[process] = _priorities[other];
            _priorities[other] = _changePoints.Length + process;
        }
    }

    private int Highest(ProcessSet enabled)
    {
        int highest = enabled.First;
        for (ProcessSet rest = enabled.WithoutFirst; !rest.IsEmpty; rest = rest.WithoutFirst)
        {
            if (_priorities[rest.First] > _priorities[highest]) highest = rest.First;
        }

        return highest;
    }
}
