namespace RaceModel.Checks.Reduction;

/// <summary>
/// What a guest's program does not tell apart. Requests that it posts one right after the other, to the same IOVA, and that it never
/// awaits, might as well have been posted the other way round; and so might all the requests of a device and those of another one
/// that gets the same list.
/// </summary>
/// <remarks>
/// Pages never are interchangeable: the VMM walks the page table and copies pages in ascending order, so a page's turn depends on its number.
/// </remarks>
internal sealed class Interchangeable
{
    private readonly CompiledScenario _scenario;
    private readonly int[] _batches;

    public Interchangeable(CompiledScenario scenario)
    {
        _scenario = scenario;
        _batches = [.. FindBatches(scenario)];
        RequestsOf = [.. Enumerable.Range(0, scenario.Devices).Select(device => AllRequests.Where(request => DmaOf(request).Device == device).ToArray())];
        Devices = [.. GroupsOf(Enumerable.Range(0, scenario.Devices).Where(IsUsedWithoutAwaits).OrderBy(device => RequestsOf[device][^1]), WorkOf)];
        if (OrderOfFetchesCounts) return;
        Requests = [.. GroupsOf(AllRequests.Where(request => !DmaOf(request).IsAwaited), request => (_batches[request], DmaOf(request)))];
    }

    /// <summary>The requests of each device, in the order in which they are posted.</summary>
    public int[][] RequestsOf { get; }

    /// <summary>
    /// Groups of devices, each of which can take any other's place once the guest has posted all that it posts on the two. They
    /// are in the order of their last posts.
    /// </summary>
    public int[][] Devices { get; }

    /// <summary>Groups of requests of one device, each of which can take any other's place once the two are fetched.</summary>
    public int[][] Requests { get; } = [];

    /// <summary>Whether anything is interchangeable.</summary>
    public bool Any => Devices.Length + Requests.Length > 0;

    /// <summary>What is, in words: <c>devices 0 and 1</c>; empty if nothing is.</summary>
    public string Text
    {
        get
        {
            IEnumerable<string> requests = Requests.Select(group => $"DMA {Listed<int>([.. group.Select(request => request + 1)])}");
            return Listed<string>([.. Devices.Select(group => $"devices {Listed<int>([.. group.Order()])}"), .. requests]);
        }
    }

    /// <summary>Why nothing is; only if nothing is.</summary>
    public string WhyNothing =>
        _scenario.Dmas.Length < 2 ? "the guest posts fewer than two DMA requests"
        : OrderOfFetchesCounts ? "hardware that isolates a device after some faults tells the device's requests apart"
        : "no two requests of a device, and no two devices, are given the same to do: the same IOVAs, in one run of posts, and no await";

    /// <summary>Hardware that isolates a device after so many faults refuses what the device fetches later.</summary>
    private bool OrderOfFetchesCounts => _scenario.Hardware.IsolateAfter > 0;

    private IEnumerable<int> AllRequests => Enumerable.Range(0, _scenario.Dmas.Length);

    private CompiledDma DmaOf(int request) => _scenario.Dmas[request];

    private bool IsUsedWithoutAwaits(int device) => RequestsOf[device].Length > 0 && !RequestsOf[device].Any(request => DmaOf(request).IsAwaited);

    /// <summary>What a device is given to do, and when.</summary>
    private string WorkOf(int device) => string.Join(';', RequestsOf[device].Select(request => (_batches[request], DmaOf(request) with { Device = 0 })));

    private static IEnumerable<int[]> GroupsOf<TKind>(IEnumerable<int> numbers, Func<int, TKind> kindOf) =>
        numbers.GroupBy(kindOf).Select(group => group.ToArray()).Where(group => group.Length > 1);

    private static string Listed<T>(IReadOnlyList<T> items) =>
        items.Count < 2 ? string.Join("", items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    /// <summary>For each request the run of posts, without any other operation in between, that it is posted in.</summary>
    private static List<int> FindBatches(CompiledScenario scenario)
    {
        List<int> batches = [];
        int batch = 0;
        foreach (CompiledGuestOp op in scenario.GuestProgram)
        {
            if (op.Kind is GuestOpKind.Dma or GuestOpKind.Dmar) batches.Add(batch);
            else batch++;
        }

        return batches;
    }
}
