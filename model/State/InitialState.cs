namespace RaceModel;

/// <summary>The state in which every run of a scenario starts.</summary>
internal static class InitialState
{
    public static State Of(CompiledScenario scenario)
    {
        State state = default;
        var machine = new Machine<NoProbe>(ref state, scenario, default);
        HardwareProfile hardware = scenario.Hardware;
        bool tracking = hardware.Tracking == DirtyTracking.Always;
        bool warm = hardware.Iotlb == IotlbStart.Warm;

        machine.Tracking = tracking;
        for (int iova = 0; iova < scenario.Pages; iova++)
        {
            // A warm entry that tracks has cached a dirty state, so the entry in memory is dirty as well.
            machine.SetPte(iova, IoPageTableEntry.Mapping(iova, hardware.NewMappingDirty || (warm && tracking)));
            machine.SetVmmMapping(iova, iova);
            machine.SetGuestMapping(iova, iova);
            for (int device = 0; warm && device < scenario.Devices; device++)
            {
                machine.SetIotlb(device, iova, IotlbEntry.Filled(iova, writable: true, dirty: tracking, tracked: tracking));
                if (hardware.Ats) machine.SetDeviceTlb(device, iova, DeviceTlbEntry.Filled(iova));
            }
        }

        return state;
    }
}
