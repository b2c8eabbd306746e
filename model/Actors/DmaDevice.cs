namespace RaceModel;

/// <summary>A device's own steps for one DMA request: fetch it from the queue, complete it.</summary>
internal static class DmaDevice
{
    // D1. Requests of one device are fetched in order; a device without bus mastering cannot fetch
    // (Xen, pci_check_disable_device: "Tell the device to stop DMAing").
    public static bool TryFetch<TProbe>(ref Machine<TProbe> m, int dma) where TProbe : struct, IProbe
    {
        if (m.DevicesStopped) return m.Blocked("the devices are stopped");

        ReadOnlySpan<CompiledDma> dmas = m.Scenario.Dmas;
        CompiledDma request = dmas[dma];
        for (int earlier = 0; earlier < dma; earlier++)
        {
            if (dmas[earlier].Device == request.Device && m.Dma(earlier).Phase == DmaPhase.Posted)
                return m.Blocked("DMA # comes first, and is not fetched", earlier + 1);
        }

        bool refused = m.Scenario.Hardware.IsolateAfter > 0 && m.Isolated(request.Device);
        m.Took(Actor.DmaDevice, refused ? Rule.Refuse : Rule.Fetch, dma, request.Device, request.Iova);
        m.SetDma(dma, DmaRequest.In(refused ? DmaPhase.Failed : DmaPhase.Lookup));
        if (refused && !m.Asked(request.Iova)) m.Violate(Property.NoLegitimateFault);
        return true;
    }

    // D2
    public static bool Complete<TProbe>(ref Machine<TProbe> m, int dma, DmaRequest landed) where TProbe : struct, IProbe
    {
        m.Took(Actor.DmaDevice, Rule.Complete, dma, m.Scenario.Dmas[dma].Device);
        m.SetDma(dma, landed.Complete);
        return true;
    }
}
