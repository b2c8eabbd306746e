namespace RaceModel.Tests.Reference;

/// <summary>The verdict on a scenario.</summary>
/// <param name="Violated">The violated properties, each with the length of a shortest counterexample.</param>
/// <param name="Outcomes">The outcomes of the run with migration.</param>
/// <param name="BaselineOutcomes">The outcomes of the run without migration.</param>
/// <param name="States">The states of the run with migration.</param>
/// <param name="Transitions">The steps between them.</param>
internal sealed record ReferenceResult(
    IReadOnlyDictionary<string, int> Violated,
    SortedSet<string> Outcomes,
    SortedSet<string> BaselineOutcomes,
    int States,
    int Transitions);

/// <summary>Breadth-first search over every interleaving.</summary>
internal static class ReferenceChecker
{
    /// <param name="scenario">What is checked.</param>
    /// <param name="maxStates">The search of either run throws when it meets more states than this.</param>
    public static ReferenceResult Check(ReferenceScenario scenario, int maxStates = 5_000_000)
    {
        scenario.Validate();
        ReferenceSearch baseline = new(scenario, migrates: false, maxStates);
        ReferenceSearch migration = new(scenario, migrates: true, maxStates);
        Dictionary<string, int> violated = new(migration.Violated, StringComparer.Ordinal);
        SortedSet<string> allowed = new(baseline.Outcomes.Keys, StringComparer.Ordinal);
        SortedSet<string> reached = new(migration.Outcomes.Keys, StringComparer.Ordinal);

        List<string> excess = [.. reached.Where(outcome => !allowed.Contains(outcome))];
        if (excess.Count > 0)
        {
            violated[ReferenceProperties.RefinesNoMigration] = excess.Min(outcome => migration.Outcomes[outcome]);
        }

        return new ReferenceResult(violated, reached, allowed, migration.States, migration.Transitions);
    }
}

/// <summary>The search of one run: every property but refinement, which takes two runs to judge.</summary>
internal sealed class ReferenceSearch
{
    private readonly ReferenceScenario scenario;
    private readonly int maxStates;

    // States are numbered in the order in which they are met; the ones still to be expanded wait in the queue.
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<int> depths = [];
    private readonly List<bool> canFinish = [];
    private readonly Queue<ReferenceState> queue = new();
    private readonly List<(int From, int To)> edges = [];

    public ReferenceSearch(ReferenceScenario scenario, bool migrates, int maxStates)
    {
        this.scenario = scenario;
        this.maxStates = maxStates;
        ReferenceSteps steps = new(scenario, migrates);
        Meet(steps.Initial(), depth: 0);

        // States leave the queue in the order of their numbers.
        for (int from = 0; queue.Count > 0; from++)
        {
            Expand(steps, queue.Dequeue(), from);
        }

        JudgeCompletion();
    }

    /// <summary>Shortest length for each violated property.</summary>
    public Dictionary<string, int> Violated { get; } = new(StringComparer.Ordinal);

    /// <summary>Shortest length for each outcome.</summary>
    public Dictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    public int States => depths.Count;

    public int Transitions => edges.Count;

    private void Expand(ReferenceSteps steps, ReferenceState state, int from)
    {
        int depth = depths[from] + 1;
        foreach (ReferenceStep step in steps.Enabled(state))
        {
            foreach (string property in step.Violated)
            {
                NoteShortest(Violated, property, depth);
            }

            edges.Add((from, Meet(step.Next, depth)));
        }
    }

    /// <summary>The number of a state, which is queued if it is new.</summary>
    private int Meet(ReferenceState state, int depth)
    {
        string key = ReferenceKey.Of(state);
        if (numbers.TryGetValue(key, out int known))
        {
            return known;
        }

        if (numbers.Count == maxStates)
        {
            throw new InvalidOperationException($"More than {maxStates} states.");
        }

        int number = numbers.Count;
        bool end = state.Stage == ReferenceStage.SwitchedOver;
        numbers.Add(key, number);
        depths.Add(depth);
        canFinish.Add(end);
        queue.Enqueue(state);
        if (end)
        {
            JudgeEnd(state, depth);
        }

        return number;
    }

    private void JudgeEnd(ReferenceState s, int depth)
    {
        NoteShortest(Outcomes, ReferenceOutcome.Of(s, scenario.Observer), depth);
        for (int p = 0; p < scenario.Pages; p++)
        {
            if (s.Dst[p].Version != s.Ram[p].Version)
            {
                NoteShortest(Violated, ReferenceProperties.NoLostWrite, depth);
            }

            if (s.Dst[p].Version < s.Acked[p])
            {
                NoteShortest(Violated, ReferenceProperties.NoLostAckedWrite, depth);
            }

            if (s.Dst[p].Version < s.Seen[p])
            {
                NoteShortest(Violated, ReferenceProperties.NoTimeTravel, depth);
            }
        }
    }

    /// <summary>Spreads "can finish" backwards over the edges until nothing changes.</summary>
    private void JudgeCompletion()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;

            // Most edges lead to a later state, so going backwards saves rounds.
            for (int e = edges.Count - 1; e >= 0; e--)
            {
                (int from, int to) = edges[e];
                if (canFinish[to] && !canFinish[from])
                {
                    canFinish[from] = true;
                    changed = true;
                }
            }
        }

        for (int number = 0; number < States; number++)
        {
            if (!canFinish[number])
            {
                NoteShortest(Violated, ReferenceProperties.AlwaysCompletes, depths[number]);
            }
        }
    }

    private static void NoteShortest(Dictionary<string, int> lengths, string what, int length)
    {
        lengths[what] = lengths.TryGetValue(what, out int known) ? Math.Min(known, length) : length;
    }
}
