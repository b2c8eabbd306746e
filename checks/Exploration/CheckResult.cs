using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Reduction;
using RaceModel.Checks.Stateless;

namespace RaceModel.Checks.Exploration;

/// <summary>What a check says of a property.</summary>
public enum VerdictKind
{
    /// <summary>No reachable state or step violates it: the search was complete.</summary>
    Holds,

    /// <summary>A schedule violates it.</summary>
    Violated,

    /// <summary>The search stopped before it could tell.</summary>
    Unknown,
}

/// <summary>The verdict on one property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Kind">What the check says of it.</param>
public sealed record Verdict(Property Property, VerdictKind Kind)
{
    /// <summary>How many steps a shortest schedule to the violation has; null unless violated.</summary>
    public int? Length => Processes?.Length;

    /// <summary>A shortest schedule that ends in the violation, made anew at each call; null unless violated.</summary>
    public Schedule? Counterexample => Processes is null ? null : Schedule.Of(Trace.Run(TransitionSystem.Of(Scenario!), Processes), Property);

    internal Scenario? Scenario { get; init; }

    /// <summary>The processes that step, one after the other, in the counterexample.</summary>
    internal int[]? Processes { get; init; }

    /// <summary>For <see cref="Property.RefinesNoMigration"/>, the outcome that the run without migration cannot have.</summary>
    public string? OffendingOutcome { get; init; }

    /// <summary>Why the verdict is unknown: <c>stopped after ...</c>.</summary>
    public string? Reason { get; init; }
}

/// <summary>All that a check found out about a scenario.</summary>
public sealed record CheckResult
{
    /// <summary>What was checked.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The verdicts, in the order in which the properties are declared.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>Distinct states of the run with migration; 0 of a search that stores none.</summary>
    public required long States { get; init; }

    /// <summary>Steps between them.</summary>
    public required long Transitions { get; init; }

    /// <summary>How many steps the farthest state is away from the initial one; 0 of a search that stores none.</summary>
    public required int Depth { get; init; }

    /// <summary>Bytes that the search took, for all its states and their table; like the time, they may differ a little from run to run.</summary>
    public required long Bytes { get; init; }

    /// <summary>Why the search stopped before it was complete; null if it is complete.</summary>
    public required string? StopReason { get; init; }

    /// <summary>The outcomes of the runs with migration, as canonical text, sorted.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>The outcomes of the runs without migration, as canonical text, sorted.</summary>
    public required IReadOnlyList<string> BaselineOutcomes { get; init; }

    /// <summary>How long the check took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What the reductions of the search saved; null if it had none.</summary>
    public Savings? Savings { get; init; }

    /// <summary>What a search did that stores no states; null if it stores them.</summary>
    public StatelessEffort? Stateless { get; init; }

    /// <summary>Whether no schedule to a violation is shorter than the one that the verdict has.</summary>
    internal bool HasShortestSchedules => Stateless is null && ((Savings?.Reductions ?? Reductions.None) & ~Reductions.Symmetry) == Reductions.None;

    /// <summary>The properties that are violated.</summary>
    public PropertySet Violated => PropertySet.Of(
        [.. Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated).Select(verdict => verdict.Property)]);

    /// <summary>The first property that is violated; null if none is.</summary>
    internal Verdict? FirstViolation => Verdicts.FirstOrDefault(verdict => verdict.Kind == VerdictKind.Violated);

    /// <summary>The verdict on a property that was judged.</summary>
    public Verdict this[Property property] => Verdicts.First(verdict => verdict.Property == property);

    /// <summary>The same result for a scenario that means the same under other names.</summary>
    internal CheckResult For(Scenario scenario) => this with
    {
        Scenario = scenario,
        Verdicts = [.. Verdicts.Select(verdict => verdict with { Scenario = scenario })],
    };

    /// <summary>Whether some verdict is unknown.</summary>
    public bool IsInconclusive => Verdicts.Any(verdict => verdict.Kind == VerdictKind.Unknown);
}
