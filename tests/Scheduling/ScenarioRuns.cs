using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Executions of one scenario under the schedulers, and the violations among them.</summary>
internal sealed class ScenarioRuns
{
    private readonly ulong _seed;
    private readonly ExecutionLimits _limits;
    private readonly OutcomeSet _baseline;
    private readonly StuckCheck _stuckCheck;
    private readonly StepEstimate _estimate;

    public ScenarioRuns(Scenario scenario, ulong seed = 1, ExecutionLimits? limits = null)
    {
        System = TransitionSystem.Of(scenario);
        _seed = seed;
        _limits = limits ?? new();
        _baseline = OutcomeSet.Baseline(scenario, new SearchLimits());
        _stuckCheck = new(System, new SearchLimits());
        _estimate = StepEstimate.Of(System, seed, _limits);
    }

    public static TheoryData<string> AllStrategies => [.. Words.All<Strategy>()];

    public TransitionSystem System { get; }

    public static Strategy Named(string word) => Words.TryParse(word, out Strategy strategy) ? strategy : throw new ArgumentException(word, nameof(word));

    public IScheduler Scheduler(Strategy strategy, int? value = null) => Schedulers.Create(strategy, value, _estimate, _limits);

    public ExecutionRunner Runner(Strategy strategy, int? value = null) => Runner(Scheduler(strategy, value));

    public ExecutionRunner Runner(IScheduler scheduler) => new(System, scheduler, _seed, _limits, _baseline);

    /// <summary>So many executions, fewer if the scheduler has no more.</summary>
    public IEnumerable<Execution> Run(Strategy strategy, int executions, PropertySet asked) => Run(Runner(strategy), executions, asked);

    public static IEnumerable<Execution> Run(ExecutionRunner runner, int executions, PropertySet asked)
    {
        for (int number = 0; number < executions; number++)
        {
            if (runner.Run(number, asked) is not { } execution) yield break;
            yield return execution;
        }
    }

    /// <summary>The first of so many executions that violates a property; null if none does.</summary>
    public Execution? Find(Property property, Strategy strategy, int executions) =>
        Run(strategy, executions, PropertySet.Of(property)).FirstOrDefault(execution => Violates(execution, property));

    public bool Violates(Execution execution, Property property) => execution.Violated.Contains(property)
        || (property == Property.AlwaysCompletes && execution.IsSuspect && _stuckCheck.Of(execution.Last) == Completion.Impossible);

    /// <summary>Writes the run down as a schedule and repeats it from that alone: it must end in the violation.</summary>
    public void AssertReplays(byte[] processes, Property property)
    {
        var trace = Trace.Run(System, processes.Select(process => (int)process));
        ReplayResult replay = Replay.Run(Schedule.Of(trace, property));

        Assert.Null(replay.Divergence);
        Assert.Equal(trace.Last, replay.Trace.Last);
    }
}
