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
        if (result.Savings is { } savings)
        {
            List<string> saved = [];
            if (savings.Reductions.HasFlag(Reductions.PartialOrder)) saved.Add(string.Create(null, $"por held processes back {savings.ProcessesHeldBack:N0} times"));
            if (savings.Reductions.HasFlag(Reductions.Local)) saved.Add(string.Create(null, $"local passed through {savings.StatesPassedThrough:N0} states"));
            yield return $"reduced   {string.Join(", ", saved)}";
        }
        else if (result.States >= ManyStates)
        {
            yield return "advice    --reduce all searches fewer states for the same verdicts, but not always for a shortest schedule";
        }
    }

    /// <summary>What the schedule to a violation is called.</summary>
    public static string ScheduleIn(CheckResult result) =>
        result.Savings is null ? "A shortest schedule" : "A schedule (maybe not a shortest one: for that, leave --reduce out)";
}
