namespace RaceModel.Checks.Explanations;

/// <summary>How far the DMA request of a process has come.</summary>
internal static class DmaProcess
{
    /// <summary>Whether the process is a DMA request that has ended.</summary>
    public static bool HasEnded(this TransitionSystem system, State state, int process) => RequestOf(system, state, process) is { Ended: true };

    /// <summary>Whether the process is a DMA request between the device's queue and its completion.</summary>
    public static bool IsInFlight(this TransitionSystem system, State state, int process) => RequestOf(system, state, process) is { InFlight: true };

    private static DmaRequest? RequestOf(TransitionSystem system, State state, int process)
    {
        int dma = process - TransitionSystem.ProcessOf(Actor.Iommu, dma: 0);
        return dma < 0 ? null : new Machine<NoProbe>(ref state, system.Compiled, default).Dma(dma);
    }
}
