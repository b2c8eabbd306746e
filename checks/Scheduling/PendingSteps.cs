namespace RaceModel.Checks.Scheduling;

/// <summary>What a scheduler may look at when it chooses: the steps that could come next, one for each enabled process.</summary>
/// <param name="enabled">The processes that can step; at least one.</param>
/// <param name="last">The process that stepped last; −1 at the start.</param>
/// <param name="taken">How many steps the execution has taken.</param>
/// <param name="footprints">For each process what its next step would read and write; empty unless the scheduler asks for it.</param>
internal readonly ref struct PendingSteps(ProcessSet enabled, int last, int taken, ReadOnlySpan<Footprint> footprints)
{
    private readonly ReadOnlySpan<Footprint> _footprints = footprints;

    public ProcessSet Enabled { get; } = enabled;

    public int Last { get; } = last;

    public int Taken { get; } = taken;

    /// <summary>Whether going on with another process than the last one would be a preemption: the last one could go on itself.</summary>
    public bool LastIsEnabled => Enabled.Contains(Last);

    /// <summary>What the next step of an enabled process would read and write.</summary>
    public Footprint FootprintOf(int process) => _footprints[process];
}
