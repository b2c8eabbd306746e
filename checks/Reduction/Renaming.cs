namespace RaceModel.Checks.Reduction;

/// <summary>Other numbers for the DMA requests and the devices of a scenario: the new number of each, four bits apiece.</summary>
internal readonly record struct Renaming(uint Requests, uint Devices)
{
    private const int Width = 4, Mask = 0xF;

    /// <summary>All keep their numbers.</summary>
    public static Renaming None { get; } = new(0x7654_3210, 0x210);

    public int Request(int request) => (int)(Requests >> (Width * request)) & Mask;

    public int Device(int device) => (int)(Devices >> (Width * device)) & Mask;

    /// <summary>The process that does under the new numbers what a process does under the old ones.</summary>
    public int Process(int process) =>
        process < Processes.FirstDmaNumber ? process : Processes.FirstDmaNumber + Request(process - Processes.FirstDmaNumber);

    /// <summary>The renaming that gives the old numbers back.</summary>
    public Renaming Inverse()
    {
        uint requests = 0, devices = 0;
        for (int request = 0; request < StateLayout.MaxDmas; request++) requests |= At(Request(request), request);
        for (int device = 0; device < StateLayout.MaxDevices; device++) devices |= At(Device(device), device);
        return new(requests, devices);
    }

    /// <summary>This renaming, and another one after it.</summary>
    public Renaming Then(Renaming next)
    {
        uint requests = 0, devices = 0;
        for (int request = 0; request < StateLayout.MaxDmas; request++) requests |= At(request, next.Request(Request(request)));
        for (int device = 0; device < StateLayout.MaxDevices; device++) devices |= At(device, next.Device(Device(device)));
        return new(requests, devices);
    }

    /// <summary>The renaming after which two requests have changed places.</summary>
    public Renaming WithRequestsSwapped(int request, int other) => this with { Requests = Swapped(Requests, request, other) };

    /// <summary>The renaming after which two devices have changed places.</summary>
    public Renaming WithDevicesSwapped(int device, int other) => this with { Devices = Swapped(Devices, device, other) };

    /// <summary>The state under the new numbers: whose request is where, whose cache holds what, and whose write a page or a load has.</summary>
    public State Of(in State state)
    {
        State renamed = state;
        for (int request = 0; request < StateLayout.MaxDmas; request++)
            Move(state, StateLayout.Dma(request), ref renamed, StateLayout.Dma(Request(request)));
        for (int device = 0; device < StateLayout.MaxDevices; device++)
        {
            Move(state, IotlbOf(device), ref renamed, IotlbOf(Device(device)));
            Move(state, DeviceTlbOf(device), ref renamed, DeviceTlbOf(Device(device)));
            Move(state, StateLayout.Faults(device), ref renamed, StateLayout.Faults(Device(device)));
            Move(state, StateLayout.Isolated(device), ref renamed, StateLayout.Isolated(Device(device)));
        }

        for (int page = 0; page < StateLayout.MaxPages; page++)
        {
            RenameWriter(ref renamed, StateLayout.RamWriter(page));
            RenameWriter(ref renamed, StateLayout.DestinationWriter(page));
        }

        for (int load = 0; load < StateLayout.MaxLoads; load++) RenameWriter(ref renamed, StateLayout.Loaded(load));
        return renamed;
    }

    /// <summary>All that a device's part of the IOTLB holds.</summary>
    public static StateLayout.Field IotlbOf(int device) => StateLayout.Iotlb(device, 0) with { Width = StateLayout.MaxPages * IotlbEntry.Width };

    /// <summary>All that a device's own TLB holds.</summary>
    public static StateLayout.Field DeviceTlbOf(int device) =>
        StateLayout.DeviceTlb(device, 0) with { Width = StateLayout.MaxPages * DeviceTlbEntry.Width };

    private void RenameWriter(ref State state, StateLayout.Field field)
    {
        ulong writer = state.Get(field.Word, field.Shift, field.Width);
        if (writer != 0) state.Set(field.Word, field.Shift, field.Width, (ulong)(Request((int)writer - 1) + 1));
    }

    private static void Move(in State state, StateLayout.Field from, ref State renamed, StateLayout.Field to)
    {
        if (from != to) renamed.Set(to.Word, to.Shift, to.Width, state.Get(from.Word, from.Shift, from.Width));
    }

    private static uint At(int place, int number) => (uint)number << (Width * place);

    private static uint Swapped(uint numbers, int place, int other)
    {
        uint difference = ((numbers >> (Width * place)) ^ (numbers >> (Width * other))) & Mask;
        return numbers ^ (difference << (Width * place)) ^ (difference << (Width * other));
    }
}
