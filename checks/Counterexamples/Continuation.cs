using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Counterexamples;

/// <summary>What came of following a schedule as far as it goes and searching on from there for its violation.</summary>
/// <param name="Prefix">The replay.</param>
/// <param name="Verdict">Whether the violation is found by going on: a shortest way, or the proof that there is none from there.</param>
/// <param name="Schedule">The whole run under this model; null unless the violation was found.</param>
/// <param name="Trace">The same, step by step.</param>
internal sealed record Continuation(ReplayResult Prefix, VerdictKind Verdict, Schedule? Schedule, Trace? Trace)
{
    /// <summary>Why the search stopped before it could tell; null if it could.</summary>
    public string? Reason { get; init; }

    /// <summary>How many steps of the schedule are kept.</summary>
    public int Kept { get; init; }

    /// <param name="schedule">A schedule that ends in a violation, perhaps of another version of the model.</param>
    /// <param name="limits">What may stop the search.</param>
    public static Continuation Of(Schedule schedule, SearchLimits limits)
    {
        Property property = schedule.Violated ?? throw new ArgumentException("the schedule names no violation", nameof(schedule));
        ReplayResult prefix = Replay.Run(schedule);
        if (prefix.Divergence is null) return Found(prefix, prefix.Trace, property, schedule.Steps.Length);
        if (FindEarlier(prefix.Trace, property) is { } earlier) return Found(prefix, earlier, property, earlier.Steps.Count);

        TransitionSystem system = prefix.Trace.System;
        int kept = prefix.Trace.Steps.Count;
        Verdict verdict = new Checker(limits).CheckFrom(system, prefix.Trace.Last, PropertySet.Of(property))[property];
        if (verdict.Kind != VerdictKind.Violated) return new(prefix, verdict.Kind, null, null) { Reason = verdict.Reason, Kept = kept };
        return Found(prefix, Trace.Run(system, [.. prefix.Trace.Steps.Select(step => step.Process), .. verdict.Processes!]), property, kept);
    }

    private static Continuation Found(ReplayResult prefix, Trace trace, Property property, int kept) =>
        new(prefix, VerdictKind.Violated, Schedule.Of(trace, property), trace) { Kept = kept };

    // Under this model the violation may come sooner than the schedule says.
    private static Trace? FindEarlier(Trace trace, Property property)
    {
        int violating = trace.Steps.ToList().FindIndex(step => step.Transition.Violated.Contains(property));
        return violating < 0 ? null : trace with { Steps = [.. trace.Steps.Take(violating + 1)] };
    }
}
