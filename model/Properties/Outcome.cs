using System.Text;

namespace RaceModel;

/// <summary>
/// What a run leaves behind for an observer: how far the guest came, what its awaits and loads returned, how each DMA ended,
/// who wrote each page at the destination; for the host also the faults of each device.
/// </summary>
internal readonly record struct Outcome(ulong Position, ulong Loads, ulong Destination)
{
    /// <summary>The outcome of an end state, as far as the scenario's observer can see it.</summary>
    public static Outcome Of(TransitionSystem system, in State end)
    {
        State copy = end;
        CompiledScenario scenario = system.Compiled;
        var machine = new Machine<NoProbe>(ref copy, scenario, default);

        ulong statuses = 0, destination = 0;
        for (int dma = 0; dma < scenario.Dmas.Length; dma++) statuses |= (ulong)(uint)StatusOf(machine.Dma(dma).Phase) << (2 * dma);
        for (int page = 0; page < scenario.Pages; page++) destination |= (ulong)(uint)machine.Destination(page).Writer << (4 * page);
        for (int device = 0; scenario.Scenario.Observer == Observer.Host && device < scenario.Devices; device++)
            destination |= (ulong)(uint)machine.Faults(device) << (16 + (4 * device));

        StateLayout.Field allAwaits = StateLayout.AllAwaits;
        ulong awaits = end.Get(allAwaits.Word, allAwaits.Shift, allAwaits.Width);
        return new((ulong)(uint)machine.GuestPosition | (statuses << 8) | (awaits << 24), end[StateLayout.LoadsWord], destination);
    }

    /// <summary>The canonical text, such as <c>pc=3 awaits=ok,error loads=1,0 dma=ok,not-fetched dst=1,0</c>.</summary>
    public string Write(Scenario scenario)
    {
        int position = (int)(Position & 0xFF);
        IEnumerable<GuestOp> done = scenario.Guest.Ops.Take(position);
        ulong statuses = Position >> 8, awaits = Position >> 24, loads = Loads, destination = Destination;

        var text = new StringBuilder().Append("pc=").Append(position);
        Append("awaits", done.Count(op => op.Kind == GuestOpKind.Await), index => ((awaits >> index) & 1) == 0 ? "ok" : "error");
        Append("loads", done.Count(op => op.Kind == GuestOpKind.Load), index => $"{(loads >> (4 * index)) & 0xF}");
        Append("dma", scenario.Guest.Dmas.Length, index => Words.Of((DmaStatus)((statuses >> (2 * index)) & 3)));
        Append("dst", scenario.Pages, index => $"{(destination >> (4 * index)) & 0xF}");
        if (scenario.Observer == Observer.Host) Append("faults", scenario.Devices, index => $"{(destination >> (16 + (4 * index))) & 0xF}");
        return text.ToString();

        void Append(string name, int count, Func<int, string> item) =>
            text.Append(' ').Append(name).Append('=').AppendJoin(',', Enumerable.Range(0, count).Select(item));
    }

    private static DmaStatus StatusOf(DmaPhase phase) => phase switch
    {
        DmaPhase.Completed or DmaPhase.Vanished => DmaStatus.Ok,
        DmaPhase.Failed => DmaStatus.Error,
        _ => DmaStatus.NotFetched,
    };

    private enum DmaStatus
    {
        NotFetched,
        Ok,
        Error,
    }
}
