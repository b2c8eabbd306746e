using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Counterexamples;

/// <summary>
/// Runs candidates for a smaller counterexample. A process that is not enabled when its turn comes is passed over, so that every
/// list of processes is a run of some kind; whether it violates the property is always found out from the model.
/// </summary>
internal sealed class CandidateRuns(TransitionSystem system, Property property)
{
    private const int GuestProcess = 0;

    // A candidate that cannot be judged with so many states is dropped.
    private static readonly SearchLimits StuckLimits = new() { MaxStates = 2_000_000 };

    private readonly StuckCheck _stuckCheck = new(system, StuckLimits);
    private readonly Lazy<OutcomeSet> _baseline = new(() => OutcomeSet.Baseline(system.Scenario, new SearchLimits()));

    /// <summary>How many candidates have been run.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Runs the processes in this order as far as they are enabled, and up to the violation. If there is none, the run goes on for as
    /// long as it may, once in favour of each process: the violation may only have been put off, and a property that is judged at
    /// switch-over needs the whole migration.
    /// </summary>
    /// <returns>The processes that did step, up to the violation; null if the property is not violated within the steps allowed.</returns>
    public byte[]? Run(IEnumerable<byte> order, int maxSteps)
    {
        Count++;
        State state = system.Initial;
        List<byte> taken = [];
        foreach (byte process in order)
        {
            if (!TryStep(ref state, process, out bool violates)) continue;
            taken.Add(process);
            if (violates) return taken.Count <= maxSteps ? [.. taken] : null;
        }

        return property == Property.AlwaysCompletes ? CutToStuckState(taken) : GoOn(state, taken, maxSteps);
    }

    private byte[]? GoOn(State state, List<byte> taken, int maxSteps)
    {
        byte[]? shortest = null;
        for (byte favourite = 0; favourite < system.ProcessCount; favourite++)
        {
            if (GoOn(state, taken, maxSteps, favourite) is not { } run) continue;
            shortest = run;
            maxSteps = run.Length - 1;
        }

        return shortest;
    }

    private byte[]? GoOn(State state, List<byte> taken, int maxSteps, byte favourite)
    {
        List<byte> run = [.. taken];
        while (run.Count < maxSteps && TryTakeAny(ref state, favourite, out byte process, out bool violates))
        {
            run.Add(process);
            if (violates) return [.. run];
        }

        return null;
    }

    /// <summary>The favourite steps if it can, else a device or the VMM; the guest only if nobody else can, as it can be frozen anywhere.</summary>
    private bool TryTakeAny(ref State state, byte favourite, out byte process, out bool violates)
    {
        process = favourite;
        if (TryStep(ref state, process, out violates)) return true;

        for (process = (byte)(system.ProcessCount - 1); process > GuestProcess; process--)
        {
            if (TryStep(ref state, process, out violates)) return true;
        }

        return TryStep(ref state, process, out violates);
    }

    private bool TryStep(ref State state, byte process, out bool violates)
    {
        bool isTaken = system.TryStep(ref state, process, out PropertySet violated);
        violates = property == Property.RefinesNoMigration
            ? isTaken && system.IsEnd(state) && !_baseline.Value.Contains(Outcome.Of(system, state))
            : violated.Contains(property);
        return isTaken;
    }

    /// <summary>Once a run is stuck it stays so: cuts it after the first state that is; null if not even the last one is.</summary>
    private byte[]? CutToStuckState(List<byte> taken)
    {
        var trace = Trace.Run(system, taken.Select(process => (int)process));
        if (!IsStuckAfter(trace.Steps.Count)) return null;

        int free = -1, stuck = trace.Steps.Count;
        while (stuck - free > 1)
        {
            int middle = (free + stuck) / 2;
            if (IsStuckAfter(middle)) stuck = middle;
            else free = middle;
        }

        return [.. taken.Take(stuck)];

        bool IsStuckAfter(int steps) => _stuckCheck.Of(trace.StateAfter(steps)) == Completion.Impossible;
    }
}
