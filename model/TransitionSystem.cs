using System.Reflection;

namespace RaceModel;

/// <summary>A step, what it violates, and the locations it read and wrote.</summary>
/// <param name="Step">The step.</param>
/// <param name="Violated">The properties that this step is the first to be seen to violate, switch-over's included.</param>
/// <param name="Footprint">What it read, its guard included, and wrote.</param>
public sealed record Transition(Step Step, PropertySet Violated, Footprint Footprint);

/// <summary>
/// A scenario as a transition system: one initial state, and a fixed number of sequential processes, each with at most one
/// enabled step in any state. It knows nothing of searches; every engine drives this one.
/// </summary>
public sealed class TransitionSystem
{
    private const int GuestProcess = 0, TrapProcess = 1, MigrationProcess = 2, FirstDmaProcess = 3;

    private readonly CompiledScenario _scenario;

    private TransitionSystem(CompiledScenario scenario)
    {
        _scenario = scenario;
        Initial = InitialState.Of(scenario);
        Codec = new StateCodec(scenario, Initial);
    }

    /// <summary>The run with the migration.</summary>
    /// <exception cref="ArgumentException">The scenario is out of bounds; the message says which and what to give instead.</exception>
    public static TransitionSystem Of(Scenario scenario) => new(CompiledScenario.Of(scenario, migrates: true));

    /// <summary>The run without migration that <see cref="Property.RefinesNoMigration"/> compares with.</summary>
    /// <exception cref="ArgumentException">The scenario is out of bounds; the message says which and what to give instead.</exception>
    public static TransitionSystem WithoutMigration(Scenario scenario) => new(CompiledScenario.Of(scenario, migrates: false));

    /// <summary>A hash of the sources of this model; schedules saved under another one may not replay.</summary>
    public static string ModelVersion { get; } = typeof(TransitionSystem).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ModelVersion").Value!;

    /// <summary>What is run.</summary>
    public Scenario Scenario => _scenario.Scenario;

    /// <summary>Where every run starts.</summary>
    public State Initial { get; }

    /// <summary>The sequential processes: guest, trap thread, migration thread, and one for each DMA request.</summary>
    public int ProcessCount => FirstDmaProcess + _scenario.Dmas.Length;

    /// <summary>The process that takes an actor's steps; for device and IOMMU, those for a DMA request.</summary>
    internal static int ProcessOf(Actor actor, int dma = Step.None) => actor switch
    {
        Actor.GuestVcpu => GuestProcess,
        Actor.VmmTrapThread => TrapProcess,
        Actor.VmmMigrationThread => MigrationProcess,
        _ => FirstDmaProcess + dma,
    };

    /// <summary>Packs states into as few words as this scenario needs.</summary>
    internal StateCodec Codec { get; }

    internal CompiledScenario Compiled => _scenario;

    /// <summary>
    /// Takes a process's step in place if it is enabled; <paramref name="state"/> is unchanged if it is not. Allocates nothing.
    /// </summary>
    /// <param name="state">The state to step from, and afterwards the state stepped to.</param>
    /// <param name="process">The process, from 0 up.</param>
    /// <param name="violated">The properties that the step violates.</param>
    public bool TryStep(ref State state, int process, out PropertySet violated)
    {
        var machine = new Machine<NoProbe>(ref state, _scenario, default);
        bool taken = TryStep(ref machine, process);
        violated = machine.Violated;
        return taken;
    }

    /// <summary>
    /// The same, with all that there is to know of the step in a record that the caller keeps. If the step is not enabled, the
    /// record holds the footprint of its guard. Allocates nothing.
    /// </summary>
    internal bool TryStep(ref State state, int process, StepRecord record)
    {
        (record.Reads, record.Writes) = (default, default);
        var machine = new Machine<RecordingProbe>(ref state, _scenario, new(record));
        bool taken = TryStep(ref machine, process);
        record.Violated = machine.Violated;
        return taken;
    }

    /// <summary>The same, with the bits that the step, or the guard that forbids it, reads and writes.</summary>
    internal bool TryStep(ref State state, int process, BitRecord record, out PropertySet violated)
    {
        (record.Reads, record.Writes) = (default, default);
        var machine = new Machine<BitProbe>(ref state, _scenario, new(record));
        bool taken = TryStep(ref machine, process);
        violated = machine.Violated;
        return taken;
    }

    /// <summary>The bits that tell how far a process is: from equal ones it takes steps that read nearly the same bits.</summary>
    internal static StateLayout.Field PositionOf(int process) => process switch
    {
        GuestProcess => StateLayout.GuestPosition with { Width = 8 },
        TrapProcess => StateLayout.ThreadPosition(VmmThread.Trap) with { Width = 11 },
        MigrationProcess => StateLayout.ThreadPosition(VmmThread.Migration) with { Width = 11 },
        _ => StateLayout.Dma(process - FirstDmaProcess) with { Width = 6 },
    };

    /// <summary>The same, with the step's name and footprint; null if the process has no enabled step.</summary>
    public Transition? TryTransition(ref State state, int process)
    {
        var record = new StepRecord();
        return TryStep(ref state, process, record) ? new(record.Step, record.Violated, record.Footprint) : null;
    }

    /// <summary>
    /// Why a process has no enabled step: the guard that is false, such as <c>the lock is taken</c>; null if it has one.
    /// </summary>
    public string? FindFalseGuard(State state, int process)
    {
        var record = new StepRecord();
        if (TryStep(ref state, process, record)) return null;

        (string text, int number) = record.FalseGuard;
        return text.Replace("#", $"{number}", StringComparison.Ordinal);
    }

    /// <summary>Whether the VM has gone on at the destination: the end of a run.</summary>
    public bool IsEnd(in State state)
    {
        State copy = state;
        return new Machine<NoProbe>(ref copy, _scenario, default).Position(VmmThread.Migration).Instruction
            == _scenario.MigrationProgram.Length;
    }

    private static bool TryStep<TProbe>(ref Machine<TProbe> machine, int process) where TProbe : struct, IProbe => process switch
    {
        GuestProcess => GuestVcpu.TryStep(ref machine),
        TrapProcess => VmmTrapThread.TryStep(ref machine),
        MigrationProcess => VmmMigrationThread.TryStep(ref machine),
        _ => TryDmaStep(ref machine, process - FirstDmaProcess),
    };

    private static bool TryDmaStep<TProbe>(ref Machine<TProbe> machine, int dma) where TProbe : struct, IProbe
    {
        DmaRequest request = machine.Dma(dma);
        return request.Phase switch
        {
            DmaPhase.Posted => DmaDevice.TryFetch(ref machine, dma),
            DmaPhase.Lookup => machine.Scenario.Dmas[dma].IsRead
                ? Iommu.TranslateRead(ref machine, dma)
                : Iommu.TranslateWrite(ref machine, dma),
            DmaPhase.Walked => Iommu.Commit(ref machine, dma, request),
            DmaPhase.Granted => Iommu.Land(ref machine, dma, request),
            DmaPhase.Landed => DmaDevice.Complete(ref machine, dma, request),
            DmaPhase.Stalled => Iommu.TryRespond(ref machine, dma),
            DmaPhase.Idle => machine.Blocked("DMA # is not posted", dma + 1),
            _ => machine.Blocked("DMA # has ended", dma + 1),
        };
    }
}
