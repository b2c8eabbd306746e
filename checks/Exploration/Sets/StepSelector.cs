namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Selects the states of a row that have a step of a kind.</summary>
/// <param name="row">The row.</param>
/// <param name="selected">The selected states of each block.</param>
/// <param name="goal">The kind of step.</param>
internal readonly ref struct StepSelector(ReadOnlySpan<StateBlock> row, Span<ulong> selected, StepGoal goal) : IStepVisitor
{
    private readonly ReadOnlySpan<StateBlock> _row = row;
    private readonly Span<ulong> _selected = selected;

    public ulong Wanted(int block) => _row[block].States & ~_selected[block];

    public bool Wants(uint hostAfter) => goal.MayBeIn(hostAfter);

    public void VisitAll(int block, ulong states, uint hostAfter, PropertySet violated)
    {
        if (states != 0) _selected[block] |= states & goal.StatesIn(_row[block].KeyUnder(hostAfter), violated);
    }

    public bool Visit(int block, uint devices, uint hostAfter, uint devicesAfter, PropertySet violated)
    {
        bool isSelected = (goal.StatesIn(StateBlock.KeyOf(hostAfter, devicesAfter), violated) & StateBlock.BitOf(devicesAfter)) != 0;
        if (isSelected) _selected[block] |= StateBlock.BitOf(devices);
        return !isSelected;
    }
}
