using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>What a search of a scenario found, as far as it came, and schedules to it.</summary>
internal interface IScenarioFindings
{
    ISearchExtent Extent { get; }

    /// <summary>Why the search stopped before it was complete; null if it is complete.</summary>
    string? StopReason { get; }

    /// <summary>The outcomes of the runs.</summary>
    OutcomeSet Outcomes { get; }

    /// <summary>What was saved by a search of fewer states; null if nothing was left out.</summary>
    Savings? Savings { get; }

    /// <summary>The processes that step on the first of the shortest schedules to the violation of a property by a single step; null if none was found.</summary>
    int[]? FindViolation(Property property);

    /// <summary>The same to an end whose outcome is not among others.</summary>
    int[]? FindEndOutside(OutcomeSet outcomes);

    /// <summary>The same to a state from which no end can be reached; for a search that is complete.</summary>
    /// <param name="watch">The limits of the search.</param>
    /// <param name="stopReason">Why it stopped before it could tell; null if it could.</param>
    int[]? FindStuck(LimitWatch watch, out string? stopReason);
}
