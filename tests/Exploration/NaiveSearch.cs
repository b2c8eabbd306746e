namespace RaceModel.Tests;

/// <summary>
/// The search that one would write first: a queue, a dictionary of whole states, every edge stored. It shares with the checker
/// only the transition system.
/// </summary>
internal sealed class NaiveSearch
{
    private readonly Dictionary<State, int> _numbers = [];
    private readonly Queue<State> _queue = new();

    private NaiveSearch(TransitionSystem system) => System = system;

    public TransitionSystem System { get; }

    /// <summary>All reachable states, in the order in which they were found.</summary>
    public List<State> States { get; } = [];

    /// <summary>How many steps each state is away from the initial one.</summary>
    public List<int> Depths { get; } = [];

    /// <summary>For each state, the states that have a step to it.</summary>
    public List<List<int>> Predecessors { get; } = [];

    public long Transitions { get; private set; }

    /// <summary>For each property that a step violates, the length of the shortest run that does.</summary>
    public Dictionary<Property, int> Violations { get; } = [];

    /// <summary>Searches everything; null if there are more states than the limit.</summary>
    public static NaiveSearch? Run(TransitionSystem system, int maxStates)
    {
        var search = new NaiveSearch(system);
        search.Find(system.Initial, depth: 0);
        while (search._queue.TryDequeue(out State state))
        {
            search.Expand(state);
            if (search.States.Count > maxStates) return null;
        }

        return search;
    }

    /// <summary>The outcomes of all end states, each with the length of the shortest run that has it.</summary>
    public Dictionary<string, int> FindOutcomes()
    {
        Dictionary<string, int> outcomes = new(StringComparer.Ordinal);
        for (int number = 0; number < States.Count; number++)
        {
            if (System.IsEnd(States[number])) outcomes.TryAdd(Outcome.Of(System, States[number]).Write(System.Scenario), Depths[number]);
        }

        return outcomes;
    }

    /// <summary>The length of the shortest run into a state from which no end can be reached; null if there is none.</summary>
    public int? FindStuckDepth()
    {
        int stuck = Array.IndexOf(FindCompleting(), false);
        return stuck < 0 ? null : Depths[stuck];
    }

    /// <summary>How many states there are from which no end can be reached.</summary>
    public int CountStuck() => FindCompleting().Count(completes => !completes);

    private bool[] FindCompleting()
    {
        var reaches = new bool[States.Count];
        Stack<int> open = new(Enumerable.Range(0, States.Count).Where(number => System.IsEnd(States[number])));
        while (open.TryPop(out int number))
        {
            if (reaches[number]) continue;
            reaches[number] = true;
            foreach (int predecessor in Predecessors[number]) open.Push(predecessor);
        }

        return reaches;
    }

    private void Expand(State state)
    {
        int number = _numbers[state], depth = Depths[number] + 1;
        for (int process = 0; process < System.ProcessCount; process++)
        {
            State after = state;
            if (!System.TryStep(ref after, process, out PropertySet violated)) continue;

            Transitions++;
            foreach (Property property in violated.Items()) Violations.TryAdd(property, depth);
            Predecessors[Find(after, depth)].Add(number);
        }
    }

    private int Find(State state, int depth)
    {
        if (_numbers.TryGetValue(state, out int known)) return known;

        _numbers.Add(state, States.Count);
        States.Add(state);
        Depths.Add(depth);
        Predecessors.Add([]);
        _queue.Enqueue(state);
        return States.Count - 1;
    }
}
