using Newtonsoft.Json.Linq;
using RaceModel.Checks.Mutation;

namespace RaceModel.Checks.Reporting;

/// <summary>Kill matrices as JSON; its form is fixed by <c>mutation.schema.json</c>.</summary>
internal static class MutationJson
{
    public static JObject Write(MutationResult result) => new()
    {
        ["modelVersion"] = TransitionSystem.ModelVersion,
        ["guests"] = new JArray(result.Plan.Guests.Select(guest => new JObject { ["name"] = guest.Name, ["program"] = guest.Text })),
        ["properties"] = Write(result.Plan.Bounds.Properties),
        ["pages"] = result.Plan.Bounds.Pages,
        ["devices"] = result.Plan.Bounds.Devices,
        ["rounds"] = result.Plan.Bounds.Rounds,
        ["observer"] = Words.Of(result.Plan.Bounds.Observer),
        ["maxOperations"] = result.Plan.MaxOperations,
        ["guestsTried"] = result.GuestsTried,
        ["complete"] = result.StopReason is null,
        ["stoppedAfter"] = result.StopReason,
        ["protocols"] = new JArray(result.Matrices.Select(matrix => Write(matrix, result.Plan.Bounds.Properties))),
        ["elapsedSeconds"] = Math.Round(result.Elapsed.TotalSeconds, 6),
    };

    private static JObject Write(KillMatrix matrix, PropertySet properties) => new()
    {
        ["name"] = matrix.Original.Label,
        ["hardware"] = matrix.Original.Hardware.Name,
        ["unmap"] = matrix.Original.Protocol.Unmap.Text,
        ["score"] = new JObject(Enum.GetValues<Fate>().Select(fate => new JProperty(Words.Of(fate), matrix.Count(fate)))),
        ["mutants"] = new JArray(matrix.Mutants.Select(mutant => Write(mutant, properties))),
    };

    private static JObject Write(JudgedMutant mutant, PropertySet properties) => new()
    {
        ["part"] = Words.Of(mutant.Mutant.Part),
        ["operator"] = Words.Of(mutant.Mutant.Operator),
        ["mutant"] = mutant.Mutant.Changed.Label,
        ["fate"] = Words.Of(mutant.Fate),
        ["guests"] = new JArray(mutant.Cells.Select(cell => Write(cell, properties))),
        ["shortestKill"] = mutant.ShortestKill(properties) is { } kill ? Write(kill) : null,
        ["smallestGuest"] = mutant.Search?.FirstDifference is { } difference ? Write(difference, properties) : null,
        ["smallestKillingGuest"] = mutant.Search?.FirstKill is { } killing ? Write(killing, properties) : null,
    };

    private static JObject Write(Kill kill) => new()
    {
        ["guest"] = kill.Guest.Name,
        ["violatedBy"] = kill.IsOfMutant ? "mutant" : "original",
        ["property"] = Words.Of(kill.Verdict.Property),
        ["length"] = kill.Verdict.Length,
        ["steps"] = new JArray(kill.Verdict.Counterexample!.Steps),
    };

    private static JObject Write(ResultPair pair, PropertySet properties) => new()
    {
        ["guest"] = pair.Guest.Name,
        ["known"] = pair.IsKnown,
        ["outcomesDiffer"] = pair.HasDifferentOutcomes,
        ["violatedByMutantOnly"] = Write(pair.Breaks.Intersect(properties)),
        ["violatedByOriginalOnly"] = Write(pair.Mends.Intersect(properties)),
        ["lengths"] = new JArray((pair.IsKnown ? pair.Original.Violated.Union(pair.Mutant.Violated).Intersect(properties) : default).Items()
            .Select(property => new JObject
            {
                ["property"] = Words.Of(property),
                ["original"] = pair.Original[property].Length,
                ["mutant"] = pair.Mutant[property].Length,
            })),
    };

    private static JArray Write(PropertySet properties) => new(properties.Items().Select(Words.Of));
}
