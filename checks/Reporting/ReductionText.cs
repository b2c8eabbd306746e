using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Reporting;

/// <summary>What a reduced search says of itself, and what one that is not might gain.</summary>
internal static class ReductionText
{
    // A search of fewer states takes a moment in any case.
    private const int ManyStates = 200_000;

    /// <summary>The lines that follow the figures of a search.</summary>
    public static IEnumerable<string> Of(CheckResult result)
    {
        Reductions reductions = result.Savings?.Reductions ?? Reductions.None;
        var interchangeable = new Interchangeable(CompiledScenario.Of(result.Scenario, migrates: true));
        if (result.Savings is { } savings)
        {
            List<string> saved = [];
            if (savings.Reductions.HasFlag(Reductions.PartialOrder)) saved.Add(string.Create(null, $"por held processes back {savings.ProcessesHeldBack:N0} times"));
            if (savings.Reductions.HasFlag(Reductions.Local)) saved.Add(string.Create(null, $"local passed through {savings.StatesPassedThrough:N0} states"));
            if (reductions.HasFlag(Reductions.Symmetry)) saved.Add(OfSymmetry(interchangeable, result.States, savings.SymmetricStates));
            yield return $"reduced   {string.Join(", ", saved)}";
        }

        if (result.States < ManyStates) yield break;
        if (interchangeable.Any && !reductions.HasFlag(Reductions.Symmetry))
            yield return $"advice    {interchangeable.Text} are interchangeable: --reduce symmetry searches fewer states, and still for shortest schedules";
        if (result.HasShortestSchedules)
            yield return "advice    --reduce all searches fewer states for the same verdicts, but not always for a shortest schedule";
    }

    /// <summary>What the schedule to a violation is called.</summary>
    public static string ScheduleIn(CheckResult result) =>
        result.HasShortestSchedules ? "A shortest schedule"
        : result.Stateless is not null ? "A schedule (maybe not a shortest one: for that, leave --engine out)"
        : "A schedule (maybe not a shortest one: for that, leave por and local out)";

    private static string OfSymmetry(Interchangeable interchangeable, long states, long symmetricStates) => interchangeable.Any
        ? string.Create(null, $"symmetry let {states:N0} states stand for {symmetricStates:N0} ({interchangeable.Text} are interchangeable)")
        : $"symmetry found nothing interchangeable: {interchangeable.WhyNothing}";
}
