using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Campaigns;

/// <summary>A violation that a test found, as it was found and as it was made smaller.</summary>
internal sealed record Finding
{
    public required Property Property { get; init; }

    /// <summary>The smallest run that was made of it; it ends in the violation.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>How often another process than the last one steps in it.</summary>
    public required int Switches { get; init; }

    /// <summary>How many steps the run had as it was found.</summary>
    public required int StepsFound { get; init; }

    /// <summary>How many switches it had then.</summary>
    public required int SwitchesFound { get; init; }

    /// <summary>The number of the execution that found it, from 0 up; 0 for an exhaustive search.</summary>
    public required long Execution { get; init; }

    /// <summary>Where the schedule was saved.</summary>
    public required string File { get; init; }

    /// <summary>How big it is, and what was gained by making it smaller: <c>43 -> 12 steps, 9 -> 3 switches</c>.</summary>
    public string Size => $"{Change(StepsFound, Schedule.Steps.Length)} steps, {Change(SwitchesFound, Switches)} switches";

    private static string Change(int before, int after) => before == after ? $"{after}" : $"{before} -> {after}";
}
