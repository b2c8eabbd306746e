namespace RaceModel.Checks.Reduction;

/// <summary>How far all DMA requests have come.</summary>
internal sealed class RequestPhases
{
    private readonly DmaPhase[] _phases;

    public RequestPhases(CompiledScenario scenario, State state)
    {
        var machine = new Machine<NoProbe>(ref state, scenario, default);
        _phases = new DmaPhase[scenario.Dmas.Length];
        for (int dma = 0; dma < _phases.Length; dma++)
        {
            DmaRequest request = machine.Dma(dma);
            uint process = Processes.Dma(dma);
            _phases[dma] = request.Phase;
            if (request.InFlight) InFlight |= process;
            if (request.Draining) Draining |= process;
            if (request.Phase == DmaPhase.Landed) Landed |= process;
            if (request.Phase == DmaPhase.Posted) Posted |= process;
        }
    }

    /// <summary>The bits of a state that it is made from.</summary>
    public static IReadOnlyList<StateLayout.Field> Fields { get; } =
        [.. from dma in Enumerable.Range(0, StateLayout.MaxDmas) from shift in PhaseBits() select Bit(StateLayout.Dma(dma), shift)];

    public uint Posted { get; }

    public uint InFlight { get; }

    public uint Draining { get; }

    public uint Landed { get; }

    public DmaPhase this[int dma] => _phases[dma];

    private static IEnumerable<int> PhaseBits()
    {
        int used = Enum.GetValues<DmaPhase>().Aggregate(0, (bits, phase) => bits | DmaRequest.In(phase).WithDrain.Bits);
        return Enumerable.Range(0, DmaRequest.Width).Where(bit => (used & (1 << bit)) != 0);
    }

    private static StateLayout.Field Bit(StateLayout.Field field, int bit) => new(field.Word, field.Shift + bit, 1);
}
