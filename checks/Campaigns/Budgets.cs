using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>
/// Reads how much is tested. The same keys stand in the file, in a scenario and in one of its strategies; the innermost counts.
/// </summary>
internal static class Budgets
{
    /// <summary>Coyote's rule: <c>maxSteps</c> bounds unfair executions, and fair ones at ten times as much.</summary>
    private const int FairSteps = 10;

    public static string[] Keys { get; } = ["iterations", "maxSteps", "maxUnfairSteps", "maxFairSteps", "maxStates", "timeout"];

    /// <param name="entry">Where the keys are.</param>
    /// <param name="otherwise">What holds for keys that are left out.</param>
    public static TestPlan Read(JsonEntry entry, TestPlan otherwise)
    {
        if (entry.Find("maxSteps") is { } both && (entry.Find("maxUnfairSteps") ?? entry.Find("maxFairSteps")) is not null)
            throw entry.File.Wrong(both, $"'maxSteps' sets 'maxUnfairSteps', and 'maxFairSteps' to {FairSteps} times as much; expected it alone, or the others");

        ExecutionLimits steps = entry.Find("maxSteps") is null ? otherwise.Steps : StepsOf(Positive(entry, "maxSteps", 0, int.MaxValue / FairSteps));
        int seconds = Positive(entry, "timeout", 0);
        return otherwise with
        {
            Iterations = Positive(entry, "iterations", otherwise.Iterations),
            MaxStates = Positive(entry, "maxStates", otherwise.MaxStates),
            Timeout = seconds > 0 ? TimeSpan.FromSeconds(seconds) : otherwise.Timeout,
            Steps = new ExecutionLimits
            {
                MaxUnfairSteps = Positive(entry, "maxUnfairSteps", steps.MaxUnfairSteps),
                MaxFairSteps = Positive(entry, "maxFairSteps", steps.MaxFairSteps),
            },
        };
    }

    public static ExecutionLimits StepsOf(int maxSteps) => new() { MaxUnfairSteps = maxSteps, MaxFairSteps = maxSteps * FairSteps };

    private static int Positive(JsonEntry entry, string key, int otherwise, int most = int.MaxValue)
    {
        int number = entry.Number(key, most, otherwise);
        return number > 0 || entry.Find(key) is not { } value ? number : throw entry.File.Wrong(value, $"'{key}' is 0; expected a number above 0");
    }
}
