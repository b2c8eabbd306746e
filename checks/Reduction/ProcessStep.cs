namespace RaceModel.Checks.Reduction;

/// <summary>A step of a process, and the state that it leads to, as it is stored.</summary>
internal struct ProcessStep
{
    public ulong Target;
    public PropertySet Violated;
    public StepFootprint Footprint;
}
