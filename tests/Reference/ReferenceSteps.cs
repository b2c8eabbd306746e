namespace RaceModel.Tests.Reference;

/// <summary>One enabled step: its name, the state after it, and the sticky properties that this very step violates.</summary>
internal sealed record ReferenceStep(string Name, ReferenceState Next, IReadOnlySet<string> Violated);

/// <summary>
/// All enabled steps of a state: at most one of the guest, of every DMA, of the trap thread and of the migration thread.
/// </summary>
internal sealed class ReferenceSteps
{
    private readonly ReferenceGuest guest;
    private readonly ReferenceDevice device;
    private readonly ReferenceTrap trap;
    private readonly ReferenceMigration migration;
    private readonly ReferenceScenario scenario;
    private readonly ReferenceProgram program;

    /// <param name="scenario">What is run.</param>
    /// <param name="migrates">False gives the run without migration, against which refinement is judged.</param>
    public ReferenceSteps(ReferenceScenario scenario, bool migrates)
    {
        this.scenario = scenario;
        program = new ReferenceProgram(scenario);
        ReferencePrimitives primitives = new(scenario, program);
        guest = new ReferenceGuest(scenario.Hardware, program);
        device = new ReferenceDevice(scenario.Hardware, program);
        trap = new ReferenceTrap(scenario, program, primitives);
        migration = new ReferenceMigration(scenario, primitives, migrates);
    }

    public ReferenceState Initial() => new(scenario, program.Requests.Count);

    public IEnumerable<ReferenceStep> Enabled(ReferenceState state)
    {
        List<ReferenceStep> steps = [];
        Try(steps, state, (next, _) => guest.Step(next));
        for (int k = 1; k <= program.Requests.Count; k++)
        {
            int dma = k;
            Try(steps, state, (next, violated) => device.Step(next, dma, violated));
        }

        Try(steps, state, (next, _) => trap.Step(next));
        Try(steps, state, (next, _) => migration.Step(next));
        return steps;
    }

    /// <summary>Lets a process act on a copy. It returns the name of its step, or null if it has none.</summary>
    private static void Try(List<ReferenceStep> steps, ReferenceState state, Func<ReferenceState, ISet<string>, string?> process)
    {
        ReferenceState next = state.Clone();
        HashSet<string> violated = new(StringComparer.Ordinal);
        string? name = process(next, violated);
        if (name != null)
        {
            steps.Add(new ReferenceStep(name, next, violated));
        }
    }
}
