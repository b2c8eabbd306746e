using Newtonsoft.Json.Linq;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;

namespace RaceModel.Checks.Reporting;

/// <summary>For which classes of guests a protocol keeps which properties, as JSON; its form is fixed by <c>guests.schema.json</c>.</summary>
internal static class GuestSweepJson
{
    public static JObject Write(GuestSweepResult result)
    {
        JObject scenario = ScenarioJson.Write(result.Scenario);
        scenario.Remove("guest");
        return new()
        {
            ["modelVersion"] = TransitionSystem.ModelVersion,
            ["scenario"] = scenario,
            ["maxOperations"] = result.Family.MaxOperations,
            ["complete"] = result.StopReason is null,
            ["stoppedAfter"] = result.StopReason,
            ["classes"] = new JArray(result.Classes.Select(guests => new JObject
            {
                ["class"] = Words.Of(guests.Class),
                ["guests"] = guests.Guests,
                ["states"] = guests.States,
                ["properties"] = new JArray(result.Properties.Items().Select(property => Write(result, guests, property))),
            })),
            ["elapsedSeconds"] = Math.Round(result.Elapsed.TotalSeconds, 6),
        };
    }

    private static JObject Write(GuestSweepResult result, ClassTally guests, Property property)
    {
        Verdict? shortest = result.ShortestOf(guests, property);
        return new()
        {
            ["name"] = Words.Of(property),
            ["verdict"] = Words.Of(result.KindOf(guests, property)),
            ["violatingGuests"] = guests.Violating(property),
            ["guest"] = shortest?.Scenario!.Guest.Text,
            ["length"] = shortest?.Length,
            ["steps"] = shortest is null ? null : new JArray(shortest.Counterexample!.Steps),
        };
    }
}
