namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Selects the states of a row that have a step to some states, or one that violates a property.</summary>
/// <param name="row">The row.</param>
/// <param name="selected">The selected states of each block.</param>
/// <param name="targets">The states to step to; null to ask for violations.</param>
/// <param name="violated">The property.</param>
internal readonly ref struct StepSelector(ReadOnlySpan<StateBlock> row, Span<ulong> selected, StateSet? targets, PropertySet violated) : IStepVisitor
{
    private readonly ReadOnlySpan<StateBlock> _row = row;
    private readonly Span<ulong> _selected = selected;

    public ulong Wanted(int block) => _row[block].States & ~_selected[block];

    public void VisitAll(int block, ulong states, uint hostAfter, PropertySet violates)
    {
        if (states == 0) return;
        _selected[block] |= states & LeadingIn(_row[block].KeyUnder(hostAfter), violates);
    }

    public bool Visit(int block, uint devices, uint hostAfter, uint devicesAfter, PropertySet violates)
    {
        bool leads = (LeadingIn(StateBlock.KeyOf(hostAfter, devicesAfter), violates) & StateBlock.BitOf(devicesAfter)) != 0;
        if (leads) _selected[block] |= StateBlock.BitOf(devices);
        return !leads;
    }

    /// <summary>The states of a block to which a step leads as is asked.</summary>
    private ulong LeadingIn(ulong key, PropertySet violates) => targets?.StatesIn(key) ?? (violates.Overlaps(violated) ? ulong.MaxValue : 0);
}
