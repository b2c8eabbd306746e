using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Runs executions one after the other and collects what they find: a violation of each property, and suspects.</summary>
internal sealed class ExecutionSearch(PropertySet judged, IScheduler scheduler, ExecutionRunner runner, StuckCheck stuckCheck)
{
    private readonly DepthFirstScheduler? _depthFirst = scheduler as DepthFirstScheduler;
    private PropertySet _found;
    private List<RawFinding> _findings = [];
    private Coverage _coverage;
    private long _executions;
    private int _suspects;
    private RawFinding? _firstSuspect;

    /// <summary>The execution that comes next.</summary>
    public long Next { get; private set; }

    // What an execution is to stop at: each violation is wanted once.
    private PropertySet Wanted => judged.Except(_found);

    public ChunkResult Run(Chunk chunk, Func<string?> findReasonToStop)
    {
        (_findings, _coverage, _executions, _suspects, _firstSuspect) = ([], default, 0, 0, null);
        Next = chunk.First;
        for (long end = chunk.First + chunk.Count; Next < end && !Wanted.IsEmpty; Next++)
        {
            if (findReasonToStop() is { } reason) return ToResult() with { StopReason = reason };
            if (runner.Run(Next, Wanted) is not { } execution) return ToResult() with { IsOver = true };
            Add(execution);
        }

        return ToResult();
    }

    private void Add(Execution execution)
    {
        _executions++;
        _coverage.Merge(execution.Coverage);
        PropertySet violated = execution.Violated;
        if (execution.IsSuspect && Wanted.Contains(Property.AlwaysCompletes))
        {
            Completion completion = stuckCheck.Of(execution.Last);
            if (completion == Completion.Impossible) violated = violated.With(Property.AlwaysCompletes);
            if (completion == Completion.Unknown && _suspects++ == 0) _firstSuspect = Raw(Property.AlwaysCompletes, execution);
        }

        if (violated.IsEmpty) return;
        _found = _found.Union(violated);
        _findings.AddRange(violated.Items().Select(property => Raw(property, execution)));
        _depthFirst?.GoOn();
    }

    private ChunkResult ToResult() => new()
    {
        Findings = _findings,
        Coverage = _coverage with { Exercised = _coverage.Exercised.Union(_found) },
        Explored = _executions,
        ExhaustedPreemptions = _depthFirst is { ExhaustedBound: >= 0 and var bound } ? bound : null,
        Suspects = _suspects,
        FirstSuspect = _firstSuspect,
    };

    private static RawFinding Raw(Property property, Execution execution) => new(property, execution.Processes, execution.Number);
}
