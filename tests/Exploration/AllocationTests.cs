using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>What a search does for every state allocates nothing.</summary>
public class AllocationTests
{
    private static readonly string[] Scenarios =
    [
        "unmap: two-call | guest: reuse",
        "unmap: atomic-stale-compare | query: plain-store-flush | hardware: pri | guest: range",
        "unmap: atomic-load-store | hardware: xen | guest: reader | observer: host | enumerate: guest",
        "unmap: write-protect-clear | hardware: write-back | guest: lazy | big-lock: false",
    ];

    private static byte[] _sink = [];

    public static TheoryData<string> Cases => [.. Scenarios];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TakingStepsAllocatesNothing(string scenario)
    {
        NaiveSearch search = NaiveSearch.Run(TransitionSystem.Of(ScenarioText.Parse(scenario)), 100_000)!;

        Assert.Equal(search.Transitions, TakeAllSteps(search));
        Assert.Equal(0, LeastAllocatedBy(() => TakeAllSteps(search)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ExpandingPackedStatesAllocatesNothing(string scenario)
    {
        var source = new ScenarioSource(TransitionSystem.Of(ScenarioText.Parse(scenario)));
        StateGraph graph = BreadthFirstSearch.Run(source, new SearchLimits());
        source.Prepare();

        Assert.Equal(graph.Transitions, ExpandAllStates(source, graph));
        Assert.Equal(0, LeastAllocatedBy(() => ExpandAllStates(source, graph)));
    }

    [Fact]
    public void AnAllocationIsNoticed() => Assert.NotEqual(0, LeastAllocatedBy(() => (_sink = new byte[100]).Length));

    /// <summary>
    /// The bytes that some work allocates in each of several runs; a single run also counts what the runtime allocates while it
    /// compiles the same methods anew.
    /// </summary>
    internal static long LeastAllocatedBy(Func<long> work)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 10; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static long TakeAllSteps(NaiveSearch search)
    {
        long taken = 0;
        for (int number = 0; number < search.States.Count; number++)
        {
            for (int process = 0; process < search.System.ProcessCount; process++)
            {
                State state = search.States[number];
                if (search.System.TryStep(ref state, process, out _)) taken++;
            }
        }

        return taken;
    }

    private static long ExpandAllStates(ScenarioSource source, StateGraph graph)
    {
        Span<ulong> successors = stackalloc ulong[source.MaxSuccessors * source.WordCount];
        Span<Successor> facts = stackalloc Successor[source.MaxSuccessors];
        long found = 0;
        for (int state = 0; state < graph.States.Count; state++)
        {
            int count = source.Expand(graph.States[state], successors, facts);
            for (int index = 0; index < count; index++)
            {
                if (graph.Table.Find(successors.Slice(index * source.WordCount, source.WordCount)) >= 0) found++;
            }
        }

        return found;
    }
}
