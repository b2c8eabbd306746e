using RaceModel.Checks.Exploration;
using RaceModel.Checks.Mutation;

namespace RaceModel.Checks.Reporting;

/// <summary>Why no property of the guests' set notices a mutant.</summary>
internal static class SurvivalText
{
    public static string Meaning(Fate fate, MutationPlan plan)
    {
        string guests = plan.MaxOperations == 0
            ? $"any of the {plan.Guests.Count} guests"
            : $"any of the {plan.Guests.Count} guests or any guest of up to {plan.MaxOperations} operations";
        return fate switch
        {
            Fate.Equivalent => $"no verdict and no outcome differs for {guests}",
            Fate.Visible => $"told from the original, but by no property that counts, for {guests}",
            Fate.Hole => $"a hole in the guests; there is one that notices, of up to {plan.MaxOperations} operations",
            _ => "a search stopped before it could tell",
        };
    }

    /// <summary>What shows it for a mutant.</summary>
    public static IEnumerable<string> Proof(JudgedMutant mutant) => mutant.Fate switch
    {
        Fate.Visible => [Difference(mutant.Cells.First(cell => cell.TellsApart))],
        Fate.Hole => OfHole(mutant.Search!),
        _ => [],
    };

    private static IEnumerable<string> OfHole(GuestSearch search)
    {
        yield return Difference(search.FirstDifference!);
        if (search.FirstKill is { } kill && search.FirstDifference != kill) yield return Difference(kill);
        if (!search.IsComplete) yield return "a smaller guest may notice it as well: the search stopped";
    }

    private static string Difference(ResultPair pair) =>
        $"'{pair.Guest.Name}': {(pair.DifferentVerdicts.IsEmpty ? Outcomes(pair) : Verdicts(pair))}";

    private static string Verdicts(ResultPair pair) => string.Join(", ", pair.DifferentVerdicts.Items().Select(property =>
        $"{(pair.Breaks.Contains(property) ? "the mutant" : "only the original")} violates {Words.Of(property)} in {pair.KillBy(property).Verdict.Length} steps"));

    /// <summary>One outcome that one of the two has and the other has not.</summary>
    private static string Outcomes(ResultPair pair)
    {
        CheckResult original = pair.Original, mutant = pair.Mutant;
        (string who, string? outcome) = mutant.Outcomes.Except(original.Outcomes).FirstOrDefault() is { } added ? ("only the mutant", added)
            : original.Outcomes.Except(mutant.Outcomes).FirstOrDefault() is { } lost ? ("only the original", lost)
            : mutant.BaselineOutcomes.Except(original.BaselineOutcomes).FirstOrDefault() is { } alone ? ("without a migration, only the mutant", alone)
            : ("without a migration, only the original", original.BaselineOutcomes.Except(mutant.BaselineOutcomes).First());
        return $"{who} can end in '{outcome}'";
    }
}
