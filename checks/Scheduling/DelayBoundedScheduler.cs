namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Delay bounding: Emmi, Qadeer, Rakamarić, "Delay-Bounded Scheduling", POPL 2011. A deterministic scheduler lets each process run
/// until it blocks, then the next one in a circle; a delay passes over the process whose turn it is. Few delays reach many bugs,
/// and with a bound on them there are far fewer schedules than with the same bound on preemptions.
/// </summary>
/// <remarks>
/// The paper enumerates all schedules within the bound; here each execution draws one: every delay is at a random step of the
/// estimated length. Where only one process is enabled, as at the last step, a delay stays unused.
/// </remarks>
internal sealed class DelayBoundedScheduler(int length, int delays) : IScheduler
{
    private readonly int[] _delays = new int[delays];

    public bool IsFair => false;

    public bool UsesFootprints => false;

    public bool TryBegin(long execution, Randomness random)
    {
        for (int delay = 0; delay < _delays.Length; delay++) _delays[delay] = random.Below(length);
        return true;
    }

    public int Choose(in PendingSteps pending)
    {
        int process = pending.LastIsEnabled ? pending.Last : pending.Enabled.After(pending.Last);
        foreach (int delay in _delays)
        {
            if (delay == pending.Taken) process = pending.Enabled.After(process);
        }

        return process;
    }
}
