namespace RaceModel.Checks.Scheduling;

/// <summary>
/// The uniform random walk (URW) of Zhao, Wolff, Mathur, Roychoudhury, "Selectively Uniform Concurrency Testing", ASPLOS 2025: a
/// process is taken with a probability in proportion to the steps that it has left, so that all interleavings are equally likely.
/// A plain random walk favours those in which a short process ends early.
/// </summary>
/// <remarks>
/// That holds where the numbers of steps are right and no process blocks. Here they are the averages of some earlier executions,
/// and a process that has used them up but goes on counts as one with a single step left.
/// </remarks>
internal sealed class UniformWalkScheduler(IReadOnlyList<int> stepsOf) : IScheduler
{
    private readonly int[] _steps = [.. stepsOf];
    private readonly int[] _left = new int[stepsOf.Count];
    private Randomness _random;

    public bool IsFair => false;

    public bool UsesFootprints => false;

    public bool TryBegin(long execution, Randomness random)
    {
        _random = random;
        _steps.CopyTo(_left, 0);
        return true;
    }

    public int Choose(in PendingSteps pending)
    {
        int total = 0;
        for (ProcessSet rest = pending.Enabled; !rest.IsEmpty; rest = rest.WithoutFirst) total += _left[rest.First];

        int ticket = _random.Below(total);
        ProcessSet candidates = pending.Enabled;
        while (ticket >= _left[candidates.First])
        {
            ticket -= _left[candidates.First];
            candidates = candidates.WithoutFirst;
        }

        int process = candidates.First;
        _left[process] = Math.Max(1, _left[process] - 1);
        return process;
    }
}
