using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;

namespace RaceModel.Checks.Comparison;

/// <summary>Families of guests as columns of a comparison, one for each class of guests: what any guest of the class violates.</summary>
internal static class FamilyColumns
{
    public static IEnumerable<GuestProgram> Of(GuestFamily family) => family.Classes.Select(guestClass => Column(family, guestClass));

    /// <summary>The results of a sweep, in the order of the columns. Each violation is that of the guest with the shortest counterexample.</summary>
    public static IEnumerable<CheckResult> ResultsOf(GuestSweepResult sweep) => sweep.Classes.Select(guests => new CheckResult
    {
        Scenario = sweep.Scenario with { Guest = Column(sweep.Family, guests.Class) },
        Verdicts = [.. sweep.Properties.Items().Select(property => VerdictOn(sweep, guests, property))],
        States = guests.States,
        Transitions = guests.Transitions,
        Depth = guests.Depth,
        Bytes = 0,
        StopReason = sweep.StopReason,
        Outcomes = [],
        BaselineOutcomes = [],
        Elapsed = sweep.Elapsed,
    });

    private static GuestProgram Column(GuestFamily family, GuestClass guestClass) => new($"{Words.Of(guestClass)}:{family.MaxOperations}", []);

    private static Verdict VerdictOn(GuestSweepResult sweep, ClassTally guests, Property property) =>
        sweep.ShortestOf(guests, property) ?? new(property, sweep.KindOf(guests, property)) { Reason = sweep.StopReason };
}
