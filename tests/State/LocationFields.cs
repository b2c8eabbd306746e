namespace RaceModel.Tests;

/// <summary>Which bits of a state belong to which location.</summary>
internal static class LocationFields
{
    /// <summary>The bits of all locations of a set.</summary>
    public static State MaskOf(LocationSet locations)
    {
        State mask = default;
        foreach (Location location in locations.Items())
        {
            foreach (StateLayout.Field field in FieldsOf(location)) mask[field.Word] |= field.Mask;
        }

        return mask;
    }

    private static StateLayout.Field[] FieldsOf(Location location) => ByIndex[location.Index];

    private static readonly Dictionary<int, StateLayout.Field[]> ByIndex = Build().ToDictionary(pair => pair.Location.Index, pair => pair.Fields);

    private static IEnumerable<(Location Location, StateLayout.Field[] Fields)> Build()
    {
        for (int page = 0; page < StateLayout.MaxPages; page++)
        {
            yield return (Location.Ram(page), [StateLayout.RamWriter(page), StateLayout.RamVersion(page)]);
            yield return (Location.Destination(page), [StateLayout.DestinationWriter(page), StateLayout.DestinationVersion(page)]);
            yield return (Location.Pte(page), [StateLayout.Pte(page)]);
            yield return (Location.GuestMapping(page), [StateLayout.GuestMapping(page)]);
            yield return (Location.GuestCleared(page), [StateLayout.GuestCleared(page)]);
            yield return (Location.Asked(page), [StateLayout.Asked(page)]);
            yield return (Location.Acknowledged(page), [StateLayout.Acknowledged(page)]);
            yield return (Location.Seen(page), [StateLayout.Seen(page)]);
            yield return (Location.Bitmap(page), [StateLayout.MigrationBitmap(page)]);
            yield return (Location.VmmMapping(page), [StateLayout.VmmMapping(page)]);
            foreach (VmmThread thread in Enum.GetValues<VmmThread>())
                yield return (Location.ReportBuffer((int)thread, page), [StateLayout.ReportBuffer(thread, page)]);
            for (int device = 0; device < StateLayout.MaxDevices; device++)
            {
                yield return (Location.Iotlb(device, page), [StateLayout.Iotlb(device, page)]);
                yield return (Location.DeviceTlb(device, page), [StateLayout.DeviceTlb(device, page)]);
            }
        }

        for (int device = 0; device < StateLayout.MaxDevices; device++)
        {
            yield return (Location.Faults(device), [StateLayout.Faults(device)]);
            yield return (Location.Isolated(device), [StateLayout.Isolated(device)]);
        }

        for (int dma = 0; dma < StateLayout.MaxDmas; dma++) yield return (Location.Dma(dma), [StateLayout.Dma(dma)]);
        foreach (VmmThread thread in Enum.GetValues<VmmThread>())
            yield return (Location.ThreadPosition((int)thread), [StateLayout.ThreadPosition(thread)]);

        yield return (Location.GuestPosition, [StateLayout.GuestPosition]);
        yield return (Location.GuestMode, [StateLayout.GuestMode]);
        yield return (Location.Awaits, [.. Enumerable.Range(0, StateLayout.MaxAwaits).Select(StateLayout.AwaitFailed)]);
        yield return (Location.Loads, [.. Enumerable.Range(0, StateLayout.MaxLoads).Select(StateLayout.Loaded)]);
        yield return (Location.Tracking, [StateLayout.Tracking]);
        yield return (Location.Started, [StateLayout.Started]);
        yield return (Location.Stopped, [StateLayout.Stopped]);
        yield return (Location.Lock, [StateLayout.Lock]);
    }

    /// <summary>Every location there is.</summary>
    public static LocationSet All
    {
        get
        {
            LocationSet all = default;
            for (int index = 0; index < Location.Count; index++) all = all.With(Location.FromIndex(index));
            return all;
        }
    }
}
