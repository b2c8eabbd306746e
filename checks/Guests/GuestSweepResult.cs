using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Guests;

/// <summary>What all guests of one class come to.</summary>
internal sealed class ClassTally(GuestClass guestClass)
{
    private readonly int[] _violating = new int[Enum.GetValues<Property>().Length];
    private readonly Verdict?[] _shortest = new Verdict?[Enum.GetValues<Property>().Length];

    public GuestClass Class => guestClass;

    public int Guests { get; private set; }

    /// <summary>States of all searches.</summary>
    public long States { get; private set; }

    public long Transitions { get; private set; }

    /// <summary>The depth of the deepest search.</summary>
    public int Depth { get; private set; }

    /// <summary>How many guests violate a property.</summary>
    public int Violating(Property property) => _violating[(int)property];

    /// <summary>The shortest counterexample found with a guest of the class; null if each violation was known from a shorter guest.</summary>
    public Verdict? Shortest(Property property) => _shortest[(int)property];

    public void Count(PropertySet violated, CheckResult? result)
    {
        Guests++;
        States += result?.States ?? 0;
        Transitions += result?.Transitions ?? 0;
        Depth = Math.Max(Depth, result?.Depth ?? 0);
        foreach (Property property in violated.Items())
        {
            _violating[(int)property]++;
            Verdict? verdict = result is not null && result.Violated.Contains(property) ? result[property] : null;
            if (verdict is not null && (_shortest[(int)property] is not { } known || verdict.Length < known.Length)) _shortest[(int)property] = verdict;
        }
    }
}

/// <summary>For which classes of guests a protocol keeps which properties.</summary>
internal sealed record GuestSweepResult
{
    /// <summary>What was checked; its guest is none of the family's.</summary>
    public required Scenario Scenario { get; init; }

    public required GuestFamily Family { get; init; }

    public required PropertySet Properties { get; init; }

    /// <summary>How fewer states were searched; none for the searches that look for the shortest counterexamples.</summary>
    public required Reductions Reductions { get; init; }

    public required IReadOnlyList<ClassTally> Classes { get; init; }

    /// <summary>The classes that were not asked for; a guest of theirs may be the beginning of one that was.</summary>
    public required IReadOnlyList<ClassTally> Others { get; init; }

    /// <summary>Why not every guest was judged; null if every one was.</summary>
    public required string? StopReason { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public VerdictKind KindOf(ClassTally guests, Property property) => guests.Violating(property) > 0 ? VerdictKind.Violated
        : StopReason is null ? VerdictKind.Holds
        : VerdictKind.Unknown;

    /// <summary>The shortest counterexample to a property; its guest may be only the beginning of those that violate it.</summary>
    public Verdict? ShortestOf(ClassTally guests, Property property) => guests.Violating(property) == 0 ? null
        : guests.Shortest(property) ?? Classes.Concat(Others).Select(tally => tally.Shortest(property)).OfType<Verdict>().MinBy(verdict => verdict.Length);

    /// <summary>The shortest counterexamples, each once.</summary>
    public IEnumerable<Verdict> Counterexamples =>
        Properties.Items().SelectMany(property => Classes.Select(guests => ShortestOf(guests, property))).OfType<Verdict>().Distinct();

    public bool IsViolated => Classes.Any(guests => Properties.Items().Any(property => guests.Violating(property) > 0));
}
