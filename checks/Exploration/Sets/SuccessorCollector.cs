using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Collects the successors of a row.</summary>
/// <param name="expander">Takes them.</param>
/// <param name="row">The row.</param>
/// <param name="stepped">The states of each block that have a step.</param>
internal ref struct SuccessorCollector(RowExpander expander, ReadOnlySpan<StateBlock> row, Span<ulong> stepped) : IStepVisitor
{
    private readonly SuccessorBuffer _successors = expander.Successors;
    private readonly ReadOnlySpan<StateBlock> _row = row;
    private readonly Span<ulong> _stepped = stepped;
    private readonly uint _host = row[0].Host;

    public long Transitions { get; private set; }

    public PropertySet Violated { get; private set; }

    public readonly ulong Wanted(int block) => _row[block].States;

    public readonly bool Wants(uint hostAfter) => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void VisitAll(int block, ulong states, uint hostAfter, PropertySet violated)
    {
        _stepped[block] = states;
        Transitions += BitOperations.PopCount(states);
        Violated = Violated.Union(violated);
        _successors.Add(_row[block].KeyUnder(hostAfter), states);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Visit(int block, uint devices, uint hostAfter, uint devicesAfter, PropertySet violated)
    {
        _stepped[block] |= StateBlock.BitOf(devices);
        Transitions++;
        Violated = Violated.Union(violated);
        if (hostAfter == _host) expander.AddToRow(devicesAfter);
        else _successors.Add(StateBlock.KeyOf(hostAfter, devicesAfter), StateBlock.BitOf(devicesAfter));
        return true;
    }
}
