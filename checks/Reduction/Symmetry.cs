namespace RaceModel.Checks.Reduction;

/// <summary>
/// Merges states that differ only in the numbers of interchangeable devices and requests (Ip and Dill, "Better Verification Through
/// Symmetry", Formal Methods in System Design 9, 1996). Whatever can happen from one of them can happen from the others, under other
/// numbers; and where one is reached, all are, in as many steps. So verdicts, shortest lengths and outcomes stay those of the full search.
/// </summary>
internal sealed class Symmetry
{
    private readonly CompiledScenario _scenario;
    private readonly Interchangeable _interchangeable;

    private Symmetry(CompiledScenario scenario, Interchangeable interchangeable) => (_scenario, _interchangeable) = (scenario, interchangeable);

    /// <summary>The symmetry of a scenario; null if it has none.</summary>
    public static Symmetry? FindIn(CompiledScenario scenario)
    {
        var interchangeable = new Interchangeable(scenario);
        return interchangeable.Any ? new(scenario, interchangeable) : null;
    }

    /// <summary>Brings a state into the one form that it shares with all states like it; says how that changed its numbers.</summary>
    public Renaming Normalize(ref State state)
    {
        Span<ulong> kinds = stackalloc ulong[StateLayout.MaxDmas];
        Renaming order = OrderOf(state, kinds);
        if (order == Renaming.None) return order;

        Renaming renaming = order.Inverse();
        state = renaming.Of(state);
        return renaming;
    }

    /// <summary>How many states are like a state, itself included.</summary>
    public long CountLike(in State state)
    {
        Span<ulong> kinds = stackalloc ulong[StateLayout.MaxDmas];
        Renaming order = OrderOf(state, kinds);
        long count = 1;
        foreach (int[] group in _interchangeable.Requests)
        {
            int fetched = CountFetched(state, group), alike = 1;
            for (int index = 1; index < fetched; index++)
            {
                alike = kinds[order.Request(group[index])] == kinds[order.Request(group[index - 1])] ? alike + 1 : 1;
                count = count * (index + 1) / alike;
            }
        }

        foreach (int[] group in _interchangeable.Devices)
        {
            int posted = CountPosted(state, group), alike = 1;
            for (int index = 1; index < posted; index++)
            {
                alike = Compare(state, group[index - 1], group[index], order, kinds) == 0 ? alike + 1 : 1;
                count = count * (index + 1) / alike;
            }
        }

        return count;
    }

    /// <summary>All states that are like a state, itself included.</summary>
    public IReadOnlyCollection<State> StatesLike(in State state)
    {
        HashSet<State> found = [state];
        Stack<State> open = new([state]);
        while (open.TryPop(out State next))
        {
            foreach (Renaming swap in SwapsIn(next))
            {
                State other = swap.Of(next);
                if (found.Add(other)) open.Push(other);
            }
        }

        return found;
    }

    private IEnumerable<Renaming> SwapsIn(State state)
    {
        foreach (int[] group in _interchangeable.Requests)
        {
            for (int index = CountFetched(state, group) - 1; index > 0; index--)
                yield return Renaming.None.WithRequestsSwapped(group[index - 1], group[index]);
        }

        foreach (int[] group in _interchangeable.Devices)
        {
            for (int index = CountPosted(state, group) - 1; index > 0; index--)
                yield return WithDevicesSwapped(Renaming.None, group[index - 1], group[index]);
        }
    }

    /// <summary>Which request and which device comes to which place when all are in order.</summary>
    /// <param name="state">The state.</param>
    /// <param name="kinds">Room for what there is to know of each request but its number.</param>
    private Renaming OrderOf(in State state, Span<ulong> kinds)
    {
        Renaming order = Renaming.None;
        FillKinds(state, kinds);
        foreach (int[] group in _interchangeable.Requests)
        {
            int fetched = CountFetched(state, group);
            for (int index = 1; index < fetched; index++)
            {
                for (int place = index; place > 0 && kinds[order.Request(group[place])] < kinds[order.Request(group[place - 1])]; place--)
                    order = order.WithRequestsSwapped(group[place], group[place - 1]);
            }
        }

        foreach (int[] group in _interchangeable.Devices)
        {
            int posted = CountPosted(state, group);
            for (int index = 1; index < posted; index++)
            {
                for (int place = index; place > 0 && Compare(state, group[place], group[place - 1], order, kinds) < 0; place--)
                    order = WithDevicesSwapped(order, group[place], group[place - 1]);
            }
        }

        return order;
    }

    private Renaming WithDevicesSwapped(Renaming order, int device, int other)
    {
        int[] requests = _interchangeable.RequestsOf[device], others = _interchangeable.RequestsOf[other];
        for (int index = 0; index < requests.Length; index++) order = order.WithRequestsSwapped(requests[index], others[index]);
        return order.WithDevicesSwapped(device, other);
    }

    /// <summary>Compares what two places for devices have been given: their caches, their faults, and their requests.</summary>
    private int Compare(in State state, int place, int other, Renaming order, ReadOnlySpan<ulong> kinds)
    {
        int result = DeviceIn(state, order.Device(place)).CompareTo(DeviceIn(state, order.Device(other)));
        int[] requests = _interchangeable.RequestsOf[place], others = _interchangeable.RequestsOf[other];
        for (int index = 0; result == 0 && index < requests.Length; index++)
            result = kinds[order.Request(requests[index])].CompareTo(kinds[order.Request(others[index])]);
        return result;
    }

    private static ulong DeviceIn(in State state, int device) =>
        (Get(state, Renaming.IotlbOf(device)) << 32) | (Get(state, Renaming.DeviceTlbOf(device)) << 8)
        | (Get(state, StateLayout.Faults(device)) << 1) | Get(state, StateLayout.Isolated(device));

    /// <summary>
    /// For each request how far it is, and, a bit each, which pages and loads have its write. A page has one writer, so requests of
    /// the same kind are those that have been seen nowhere.
    /// </summary>
    private void FillKinds(in State state, Span<ulong> kinds)
    {
        for (int request = 0; request < _scenario.Dmas.Length; request++) kinds[request] = Get(state, StateLayout.Dma(request)) << 32;

        int bit = 0;
        for (int page = 0; page < _scenario.Pages; page++)
        {
            Mark(kinds, Get(state, StateLayout.RamWriter(page)), bit++);
            Mark(kinds, Get(state, StateLayout.DestinationWriter(page)), bit++);
        }

        for (ulong loads = state[StateLayout.LoadsWord]; loads != 0; loads >>= 4) Mark(kinds, loads & 0xF, bit++);
    }

    private static void Mark(Span<ulong> kinds, ulong writer, int bit)
    {
        if (writer != 0) kinds[(int)writer - 1] |= 1UL << bit;
    }

    /// <summary>A device fetches in order, so those of a group that are fetched are the first of it.</summary>
    private static int CountFetched(in State state, int[] group)
    {
        int count = 0;
        while (count < group.Length && PhaseOf(state, group[count]) > DmaPhase.Posted) count++;
        return count;
    }

    /// <summary>A guest posts in order, so the devices of a group that have got all their requests are the first of it.</summary>
    private int CountPosted(in State state, int[] group)
    {
        int count = 0;
        while (count < group.Length && PhaseOf(state, _interchangeable.RequestsOf[group[count]][^1]) > DmaPhase.Idle) count++;
        return count;
    }

    private static DmaPhase PhaseOf(in State state, int request) => new DmaRequest((ushort)Get(state, StateLayout.Dma(request))).Phase;

    private static ulong Get(in State state, StateLayout.Field field) => state.Get(field.Word, field.Shift, field.Width);
}
