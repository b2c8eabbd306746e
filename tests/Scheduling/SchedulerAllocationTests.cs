using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Schedulers allocate nothing, neither for a step nor for an execution; an execution allocates only its result.</summary>
public class SchedulerAllocationTests
{
    private const int Processes = 5, StepsOfEach = 40, Executions = 200;

    private static readonly ScenarioRuns Looping = new(ScenarioText.Parse("unmap: atomic-stale-compare | guest: racing"));

    public static TheoryData<string> AllStrategies => ScenarioRuns.AllStrategies;

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public void ChoosingAllocatesNothing(string strategy)
    {
        var estimate = new StepEstimate(Processes * StepsOfEach, [.. Enumerable.Repeat(StepsOfEach, Processes)]);
        IScheduler scheduler = Schedulers.Create(ScenarioRuns.Named(strategy), value: null, estimate, new ExecutionLimits { MaxUnfairSteps = 150 });
        var left = new int[Processes];
        var footprints = new Footprint[Processes];

        Assert.Equal(0, LeastAllocatedBy(() => Run(scheduler, left, footprints)));
    }

    // What a step needs is there when the runner is made: 2,500 steps cost no more than 40 but for the list of their processes.
    [Theory]
    [InlineData("random")]
    [InlineData("pos")]
    public void AnExecutionAllocatesOnlyItsResult(string strategy)
    {
        ExecutionRunner runner = Looping.Runner(ScenarioRuns.Named(strategy));
        Execution[] executions = [.. ScenarioRuns.Run(runner, 500, default)];
        Execution longest = executions.MaxBy(execution => execution.Steps)!, shortest = executions.MinBy(execution => execution.Steps)!;

        long forLongest = LeastAllocatedBy(() => runner.Run(longest.Number, default)), forShortest = LeastAllocatedBy(() => runner.Run(shortest.Number, default));

        Assert.InRange(forLongest - forShortest, longest.Steps - shortest.Steps - 8, longest.Steps - shortest.Steps + 8);
        Assert.InRange(forShortest, shortest.Steps, shortest.Steps + 500);
    }

    private static long LeastAllocatedBy(Action work)
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

    private static void Run(IScheduler scheduler, int[] left, Footprint[] footprints)
    {
        for (int execution = 0; execution < Executions && scheduler.TryBegin(execution, Randomness.For(1, execution)); execution++)
        {
            Array.Fill(left, StepsOfEach);
            var enabled = new ProcessSet((1U << Processes) - 1);
            for (int taken = 0, last = -1; !enabled.IsEmpty && taken < 150; taken++)
            {
                last = scheduler.Choose(new(enabled, last, taken, footprints));
                if (--left[last] == 0) enabled = enabled.Without(last);
            }
        }
    }
}
