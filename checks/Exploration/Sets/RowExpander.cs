using System.Numerics;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Expands the states of a scenario row by row.</summary>
internal sealed class RowExpander(ScenarioSource source) : SetExpander
{
    private readonly RowStepper _stepper = new(source.Knowledge);

    // Of the row that is expanded now: the states that have taken a step; the successors that are in it themselves, by block; these blocks.
    private ulong[] _stepped = new ulong[64];
    private ulong[] _inRow = new ulong[64];
    private int[] _touched = new int[64];
    private int _touchedCount;

    public override void Expand(ReadOnlySpan<StateBlock> blocks)
    {
        if (_stepped.Length < blocks.Length) _stepped = new ulong[blocks.Length];
        for (ReadOnlySpan<StateBlock> row = FirstRow(blocks); !row.IsEmpty; row = FirstRow(blocks))
        {
            ExpandRow(row);
            blocks = blocks[row.Length..];
        }
    }

    public override void Select(ReadOnlySpan<StateBlock> blocks, Span<ulong> selected, StepGoal goal)
    {
        for (ReadOnlySpan<StateBlock> row = FirstRow(blocks); !row.IsEmpty; row = FirstRow(blocks))
        {
            var selector = new StepSelector(row, selected, goal);
            _stepper.Step(row, ref selector);
            blocks = blocks[row.Length..];
            selected = selected[row.Length..];
        }
    }

    /// <summary>Adds a successor that is in the row itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddToRow(uint devices)
    {
        int block = (int)(devices >> StateBlock.Shift);
        if (block >= _inRow.Length) Grow(block + 1);
        ref ulong states = ref _inRow[block];
        if (states == 0) _touched[_touchedCount++] = block;
        states |= StateBlock.BitOf(devices);
    }

    private static ReadOnlySpan<StateBlock> FirstRow(ReadOnlySpan<StateBlock> blocks)
    {
        int length = 0;
        while (length < blocks.Length && blocks[length].Host == blocks[0].Host) length++;
        return blocks[..length];
    }

    private void ExpandRow(ReadOnlySpan<StateBlock> row)
    {
        _stepped.AsSpan(0, row.Length).Clear();
        var collector = new SuccessorCollector(this, row, _stepped);
        _stepper.Step(row, ref collector);
        Transitions += collector.Transitions;
        Violated = Violated.Union(collector.Violated);
        foreach (int block in _touched.AsSpan(0, _touchedCount))
        {
            Successors.Add(StateBlock.KeyAt(row[0].Host, (uint)block), _inRow[block]);
            _inRow[block] = 0;
        }

        _touchedCount = 0;
        for (int block = 0; block < row.Length; block++) AddEnds(row[block], row[block].States & ~_stepped[block]);
    }

    private void AddEnds(StateBlock block, ulong resting)
    {
        for (; resting != 0; resting &= resting - 1)
        {
            ulong stored = block.StoredAt(BitOperations.TrailingZeroCount(resting));
            if (source.IsEnd([stored])) Ends.Add(stored);
        }
    }

    private void Grow(int blocks)
    {
        int size = Math.Max(2 * _inRow.Length, blocks);
        Array.Resize(ref _inRow, size);
        Array.Resize(ref _touched, size);
    }
}
