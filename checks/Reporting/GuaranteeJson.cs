using Newtonsoft.Json.Linq;
using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Reporting;

/// <summary>What each guarantee takes, as JSON; its form is fixed by <c>guarantees.schema.json</c>.</summary>
internal static class GuaranteeJson
{
    public static JObject Write(GuaranteeTable table) => new()
    {
        ["modelVersion"] = TransitionSystem.ModelVersion,
        ["complete"] = table.StopReason is null,
        ["stoppedAfter"] = table.StopReason,
        ["hardware"] = new JArray(table.Hardware.Select(hardware => new JObject
        {
            ["name"] = hardware.Hardware.Name,
            ["guarantees"] = new JArray(hardware.Rows.Select(Write)),
        })),
        ["software"] = new JArray(table.Software.Select(row => new JObject
        {
            ["name"] = row.Software.Name,
            ["guarantees"] = new JArray(row.Refutations.Select(pair => Write(pair.Key, pair.Value))),
        })),
    };

    private static JObject Write(GuaranteeRow row) => new()
    {
        ["guarantee"] = Words.Of(row.Guarantee),
        ["queryThenUnmap"] = row.OfTwoCalls is null,
        ["queryThenUnmapFails"] = row.OfTwoCalls?.Requirement.Guest.Name,
        ["complete"] = row.Cheapest.StopReason is null,
        ["cheapest"] = new JArray(row.Cheapest.Front.SelectMany(entry => entry.Protocols.Select(protocol => Write(entry.Cost, protocol)))),
    };

    private static JObject Write(CostVector cost, VerifiedCandidate protocol) => new()
    {
        ["protocol"] = protocol.Candidate.Text,
        ["calls"] = cost.Calls,
        ["flushes"] = cost.Flushes,
        ["walks"] = cost.Walks,
        ["faultsEarly"] = cost.FaultsEarly,
    };

    private static JObject Write(Guarantee guarantee, Refutation? refutation) => new()
    {
        ["guarantee"] = Words.Of(guarantee),
        ["given"] = refutation is null,
        ["guest"] = refutation?.Requirement.Guest.Name,
        ["property"] = refutation is null ? null : Words.Of(refutation.Verdict.Property),
        ["length"] = refutation?.Verdict.Length,
    };
}
