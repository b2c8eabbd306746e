using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explanations;

/// <summary>
/// Runs the steps of a trace in other orders, and on to the switch-over. A process does its own steps in the same order as before;
/// what they come to is found out from the model, as the order may change it. A DMA request that has ended in the trace ends here
/// where its last step is.
/// </summary>
internal sealed class OtherOrder
{
    private const int StepsToFinish = 500;

    private readonly Trace _trace;
    private readonly Property _property;
    private readonly byte[] _processes;
    private readonly PropertySet[] _violatedAfter;
    private readonly bool[] _ends;
    private readonly Lazy<OutcomeSet> _baseline;
    private readonly List<byte> _run = [];

    public OtherOrder(Trace trace, Property property, Lazy<OutcomeSet> baseline)
    {
        _trace = trace;
        _property = property;
        _processes = [.. trace.Steps.Select(step => (byte)step.Process)];
        _violatedAfter = new PropertySet[_processes.Length + 1];
        for (int step = 0; step < _processes.Length; step++)
            _violatedAfter[step + 1] = _violatedAfter[step].Union(trace.Steps[step].Transition.Violated);
        _ends = [.. trace.Steps.Select((step, index) => trace.System.HasEnded(step.After, step.Process)
            && !trace.System.HasEnded(trace.StateAfter(index), step.Process))];
        _baseline = baseline;
    }

    public ReadOnlySpan<byte> Processes => _processes;

    /// <summary>Runs the trace with some steps moved; null if a step cannot be taken in its turn or the property is violated.</summary>
    /// <param name="moved">The indices of the steps to move, rising.</param>
    /// <param name="place">The index of the step that they are put before or after.</param>
    /// <param name="isLater">Whether they are put after that step; all of them then come before it in the trace, else after it.</param>
    public Reordering? Run(ReadOnlySpan<int> moved, int place, bool isLater)
    {
        int first = isLater ? moved[0] : place, last = isLater ? place : moved[^1];
        State state = _trace.StateAfter(first);
        PropertySet violated = _violatedAfter[first];
        _run.Clear();
        _run.AddRange(_processes.AsSpan(0, first));
        bool isRun = (isLater || Take(moved, ref state, ref violated))
            && TakeOthers(moved, first, last, ref state, ref violated)
            && (!isLater || Take(moved, ref state, ref violated))
            && TakeOthers([], last + 1, _processes.Length - 1, ref state, ref violated)
            && Finish(ref state, ref violated);
        if (!isRun) return null;

        if (!_baseline.Value.Contains(Outcome.Of(_trace.System, state))) violated = violated.With(Property.RefinesNoMigration);
        return violated.Contains(_property) ? null : new(
            [.. moved.ToArray().Select(index => index + 1)], place + 1, isLater,
            Trace.Run(_trace.System, _run.Select(process => (int)process)), violated);
    }

    private bool Take(ReadOnlySpan<int> steps, ref State state, ref PropertySet violated)
    {
        foreach (int step in steps)
        {
            if (!TakeEntry(step, ref state, ref violated)) return false;
        }

        return true;
    }

    private bool TakeOthers(ReadOnlySpan<int> moved, int first, int last, ref State state, ref PropertySet violated)
    {
        for (int step = first; step <= last; step++)
        {
            if (moved.Contains(step)) continue;
            if (!TakeEntry(step, ref state, ref violated)) return false;
        }

        return true;
    }

    // A DMA request that now ends sooner has no steps left to take; whoever else has none cannot keep to this order.
    private bool TakeEntry(int step, ref State state, ref PropertySet violated)
    {
        byte process = _processes[step];
        if (!TryTake(process, ref state, ref violated)) return _trace.System.HasEnded(state, process);
        while (_ends[step] && !_trace.System.HasEnded(state, process))
        {
            if (!TryTake(process, ref state, ref violated)) break;
        }

        return !violated.Contains(_property);
    }

    private bool TryTake(byte process, ref State state, ref PropertySet violated)
    {
        if (!_trace.System.TryStep(ref state, process, out PropertySet byStep)) return false;
        _run.Add(process);
        violated = violated.Union(byStep);
        return true;
    }

    /// <summary>Goes on until the switch-over: DMA requests in flight first, then the unmap under way, the migration, the guest.</summary>
    private bool Finish(ref State state, ref PropertySet violated)
    {
        for (int steps = 0; steps < StepsToFinish; steps++)
        {
            if (_trace.System.IsEnd(state)) return true;
            if (NextToFinish(state) is not { } process || !TryTake(process, ref state, ref violated) || violated.Contains(_property)) return false;
        }

        return false;
    }

    private byte? NextToFinish(State state)
    {
        TransitionSystem system = _trace.System;
        for (int dma = 0; dma < system.Scenario.Guest.Dmas.Length; dma++)
        {
            byte process = (byte)TransitionSystem.ProcessOf(Actor.Iommu, dma);
            if (system.IsInFlight(state, process) && IsEnabled(process)) return process;
        }

        foreach (Actor actor in (ReadOnlySpan<Actor>)[Actor.VmmTrapThread, Actor.VmmMigrationThread, Actor.GuestVcpu])
        {
            byte process = (byte)TransitionSystem.ProcessOf(actor);
            if (IsEnabled(process)) return process;
        }

        return null;

        bool IsEnabled(int process)
        {
            State after = state;
            return system.TryStep(ref after, process, out _);
        }
    }
}
