using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Coyote;

/// <summary>A violation that Coyote found, and that was repeated both by Coyote from its own trace and by this project's replay.</summary>
/// <param name="Property">What is violated.</param>
/// <param name="Iteration">In which run it was found, from 1 up.</param>
/// <param name="Schedule">The run as a schedule of the model's steps.</param>
/// <param name="Trace">The run as Coyote's reproducible trace.</param>
internal sealed record CoyoteFinding(Property Property, int Iteration, Schedule Schedule, string Trace);

/// <summary>What Coyote did with a scenario. What it did not find is unknown: it proves nothing.</summary>
internal sealed record CoyoteResult
{
    /// <summary>What was run.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>How.</summary>
    public required CoyoteSettings Settings { get; init; }

    /// <summary>The properties that were looked at.</summary>
    public required PropertySet Properties { get; init; }

    /// <summary>The violations, in the order in which they were found.</summary>
    public required IReadOnlyList<CoyoteFinding> Findings { get; init; }

    /// <summary>Runs.</summary>
    public required int Iterations { get; init; }

    /// <summary>Steps of the model in all runs.</summary>
    public required long Steps { get; init; }

    /// <summary>Scheduling decisions of Coyote in all runs.</summary>
    public required long Decisions { get; init; }

    /// <summary>Distinct states of the model that Coyote saw, by a hash of 32 bits.</summary>
    public required int States { get; init; }

    /// <summary>What of the model all runs have run.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>
    /// Runs that Coyote suspects of never completing, but from whose end switch-over can still be reached. They are not findings.
    /// </summary>
    public required int ClearedSuspects { get; init; }

    /// <summary>Why it stopped before its iterations were used up; null if they were, or if everything was found.</summary>
    public required string? StopReason { get; init; }

    /// <summary>How long it took, replays included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The properties that are violated.</summary>
    public PropertySet Violated => PropertySet.Of([.. Findings.Select(finding => finding.Property)]);
}

/// <summary>What Coyote did when it was given one of its traces.</summary>
/// <param name="Schedule">The steps that it took, and what they violate.</param>
/// <param name="Report">What Coyote says of the run; null if it did not get to a violation.</param>
internal sealed record CoyoteReplay(Schedule Schedule, string? Report)
{
    /// <summary>Whether the run violates what a schedule does, after the same steps.</summary>
    public bool Repeats(Schedule schedule) =>
        Schedule.Violated == schedule.Violated && Schedule.Steps.Take(schedule.Steps.Length).SequenceEqual(schedule.Steps);
}
