using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Stateless;

/// <summary>
/// The steps of the run that is explored, and which of them happened before which: by program order, and by conflicts of footprints,
/// as vector clocks.
/// </summary>
internal sealed class RunEvents(int processes, int maxSteps)
{
    private readonly byte[] _processes = new byte[maxSteps];
    private readonly Footprint[] _footprints = new Footprint[maxSteps];
    private readonly int[] _clocks = new int[maxSteps * processes];
    private readonly int[] _pending = new int[processes];

    /// <summary>How many steps the run has.</summary>
    public int Count { get; private set; }

    /// <summary>The processes that stepped.</summary>
    public ReadOnlySpan<byte> Processes => _processes.AsSpan(0, Count);

    public int ProcessOf(int step) => _processes[step];

    /// <summary>
    /// Looks at a step that could come next, and lists the steps that it races with: those that conflict with it and happened before
    /// it for no other reason.
    /// </summary>
    public void Consider(int process, Footprint footprint, List<int> races)
    {
        races.Clear();
        int last = Count - 1;
        while (last >= 0 && _processes[last] != process) last--;
        if (last >= 0) ClockOf(last).CopyTo(_pending);
        else _pending.AsSpan().Clear();

        for (int step = Count - 1; step >= 0; step--)
        {
            if (_pending[_processes[step]] > step || !_footprints[step].ConflictsWith(footprint)) continue;
            races.Add(step);
            ReadOnlySpan<int> clock = ClockOf(step);
            for (int other = 0; other < processes; other++) _pending[other] = Math.Max(_pending[other], clock[other]);
        }
    }

    /// <summary>Appends the step that was considered last.</summary>
    public void Append(int process, Footprint footprint)
    {
        _processes[Count] = (byte)process;
        _footprints[Count] = footprint;
        _pending[process] = Count + 1;
        _pending.CopyTo(ClockOf(Count));
        Count++;
    }

    /// <summary>Takes back the last step.</summary>
    public void RemoveLast() => Count--;

    /// <summary>Whether a step happened before a later one of the run, or is that one.</summary>
    public bool HappensBefore(int step, int later) => ClockOf(later)[_processes[step]] > step;

    /// <summary>
    /// The processes that can take the first step of a run in which a step is left out, with all that depends on it, and another
    /// process steps at the end.
    /// </summary>
    /// <param name="step">The step that is left out.</param>
    /// <param name="process">The process that steps at the end.</param>
    /// <param name="footprint">What its step touches then; null if it has none.</param>
    public ProcessSet InitialsWithout(int step, int process, Footprint? footprint)
    {
        ProcessSet initials = default;
        bool isProcessFirst = footprint is not null;
        for (int later = step + 1; later < Count; later++)
        {
            if (HappensBefore(step, later)) continue;
            if (IsFirst(step, later)) initials = initials.With(_processes[later]);
            isProcessFirst &= _processes[later] != process && !_footprints[later].ConflictsWith(footprint ?? default);
        }

        return isProcessFirst ? initials.With(process) : initials;
    }

    /// <summary>Whether, without a step and all that depends on it, nothing happened before a later one.</summary>
    private bool IsFirst(int step, int later)
    {
        for (int earlier = step + 1; earlier < later; earlier++)
        {
            if (!HappensBefore(step, earlier) && HappensBefore(earlier, later)) return false;
        }

        return true;
    }

    private Span<int> ClockOf(int step) => _clocks.AsSpan(step * processes, processes);
}
