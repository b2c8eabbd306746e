using System.Numerics;
using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Caching;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>
/// Takes the steps from many states at once that agree in what guest and VMM do, a row; for one worker. A step that depends on guest and
/// VMM alone is taken from all of them together; one that depends on both parts is looked up once for all devices' values that look alike to it.
/// </summary>
internal sealed class RowStepper(StepKnowledge knowledge)
{
    private readonly ProcessPart _host = knowledge.Host, _devices = knowledge.Devices;
    private readonly StepLookup _lookup = new(knowledge);
    private readonly RowEffects _effects = new();

    /// <summary>Shows all steps from the states of a row.</summary>
    public void Step<TVisitor>(ReadOnlySpan<StateBlock> row, ref TVisitor visitor) where TVisitor : struct, IStepVisitor, allows ref struct
    {
        _effects.BeginRow();
        uint host = row[0].Host;
        for (int index = 0; index < _host.ProcessCount; index++) StepHost(row, host, index, ref visitor);
        for (int block = 0; block < row.Length; block++)
        {
            uint devices = row[block].FirstDevices;
            for (ulong states = visitor.Wanted(block); states != 0; states &= states - 1)
                StepDevices(block, host, devices + (uint)BitOperations.TrailingZeroCount(states), ref visitor);
        }
    }

    /// <summary>Shows the steps of a process of guest and VMM.</summary>
    private void StepHost<TVisitor>(ReadOnlySpan<StateBlock> row, uint host, int process, ref TVisitor visitor)
        where TVisitor : struct, IStepVisitor, allows ref struct
    {
        for (int block = 0; block < row.Length; block++)
        {
            KnownStep step = _host.StepFrom(host, process);
            if (step.Kind == StepKind.Blocked) return;

            if (step.Kind == StepKind.Alone && !visitor.Wants(step.Number)) return;

            ulong states = visitor.Wanted(block);
            if (step.Kind == StepKind.Alone) visitor.VisitAll(block, states, step.Number, step.Violated);
            else StepHost(block, states, row[block].FirstDevices, host, process, step, ref visitor);
        }
    }

    /// <summary>Shows the steps of a process of guest and VMM that may depend on the devices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepHost<TVisitor>(int block, ulong states, uint firstDevices, uint host, int process, KnownStep step, ref TVisitor visitor)
        where TVisitor : struct, IStepVisitor, allows ref struct
    {
        PartView? view = step.Kind == StepKind.Shared ? knowledge.ReadsOf(step).Other : null;
        for (; states != 0; states &= states - 1)
        {
            uint devices = firstDevices + (uint)BitOperations.TrailingZeroCount(states), devicesView = view?.Of(devices) ?? 0;
            RowEffect effect = _effects.SlotOf(step, devicesView);
            if (effect.Step != step || effect.DevicesView != devicesView || effect.Row != _effects.Row)
                effect = Find(_host, _devices, host, devices, process, step, devicesView);
            if (!effect.IsTaken || !visitor.Wants(effect.HostAfter)) continue;
            visitor.Visit(block, devices, effect.HostAfter, _lookup.DevicesResults.Apply(effect.DevicesWrite, devices, process), effect.Violated);
        }
    }

    /// <summary>Shows the steps of the devices' processes from one state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepDevices<TVisitor>(int block, uint host, uint devices, ref TVisitor visitor) where TVisitor : struct, IStepVisitor, allows ref struct
    {
        ReadOnlySpan<ulong> steps = _devices.StepsFrom(devices);
        bool wantsRow = visitor.Wants(host);
        for (int index = 0; index < steps.Length; index++)
        {
            KnownStep step = new(steps[index]);
            if (step.Kind == StepKind.Blocked) continue;

            if (step.Kind == StepKind.Alone)
            {
                if (wantsRow && !visitor.Visit(block, devices, host, step.Number, step.Violated)) return;
                continue;
            }

            RowEffect effect = _effects.SlotOf(step, 0);
            if (effect.Step != step || effect.Row != _effects.Row) effect = Find(_devices, _host, devices, host, index, step, 0);
            if (!effect.IsTaken || !visitor.Wants(effect.HostAfter)) continue;

            uint devicesAfter = _lookup.DevicesResults.Apply(effect.DevicesWrite, devices, _devices.FirstProcess + index);
            if (!visitor.Visit(block, devices, effect.HostAfter, devicesAfter, effect.Violated)) return;
        }
    }

    private RowEffect Find(ProcessPart own, ProcessPart other, uint value, uint otherValue, int index, KnownStep step, uint devicesView)
    {
        ref readonly StepEffect effect = ref _lookup.EffectOf(own, other, value, otherValue, index, step);
        bool isHost = own == _host;
        uint host = isHost ? value : otherValue;
        var found = new RowEffect(
            effect.Step, devicesView, _effects.Row,
            effect.IsTaken ? _lookup.HostResults.Apply(isHost ? effect.Write : effect.OtherWrite, host, own.FirstProcess + index) : host,
            isHost ? effect.OtherWrite : effect.Write, effect.Violated, effect.IsTaken);
        if (effect.Step == step) _effects.SlotOf(step, devicesView) = found;
        return found;
    }
}
