using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Reduction;

namespace RaceModel.Tests.Guests;

/// <summary>What a sweep says of a family, as text: for each class and property how many guests violate it, and in how many steps.</summary>
internal static class SweptFamily
{
    /// <param name="scenario">All but the guest, in full.</param>
    /// <param name="family">The guests.</param>
    /// <param name="reductions">Those of the searches, by their word.</param>
    public static string Judge(string scenario, string family, string reductions)
    {
        GuestSweepResult result = GuestSweep.Run(
            ScenarioText.Parse(scenario), GuestFamily.Parse(family, "--guest")!, PropertySet.All, new SearchLimits(), ReductionWords.Find(reductions)!.Value, _ => { });
        return string.Join("; ", result.Classes.Select(guests => Write(
            guests.Class, guests.Guests, property => guests.Violating(property), property => result.ShortestOf(guests, property)!.Length!.Value)));
    }

    /// <summary>The same from full searches of every guest, each alone.</summary>
    public static string JudgeEachAlone(Scenario scenario, IEnumerable<GuestProgram> guests)
    {
        var checker = new Checker(new SearchLimits());
        ILookup<GuestClass, CheckResult> results = guests.ToLookup(GuestClasses.ClassOf, guest => checker.Check(scenario with { Guest = guest }, PropertySet.All));
        return string.Join("; ", Enum.GetValues<GuestClass>().Select(guestClass => Write(
            guestClass, results[guestClass].Count(), property => Violating(results[guestClass], property).Count(),
            property => Violating(results[guestClass], property).Min(result => result[property].Length!.Value))));
    }

    private static IEnumerable<CheckResult> Violating(IEnumerable<CheckResult> results, Property property) => results.Where(result => result.Violated.Contains(property));

    private static string Write(GuestClass guestClass, int guests, Func<Property, int> violating, Func<Property, int> shortest) =>
        $"{Words.Of(guestClass)} {guests}:" + string.Concat(PropertySet.All.Items()
            .Where(property => violating(property) > 0)
            .Select(property => $" {property.Abbreviation()} {violating(property)} in {shortest(property)}"));
}
