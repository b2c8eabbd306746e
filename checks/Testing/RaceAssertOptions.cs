using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Testing;

/// <summary>How <see cref="RaceAssert"/> searches, and where it saves what it finds.</summary>
public sealed record RaceAssertOptions
{
    /// <summary>What may stop a search. A search that is stopped fails the assertion.</summary>
    public SearchLimits Limits { get; init; } = new();

    /// <summary>Where the schedules of violations that were not expected are saved; relative to the test's working folder.</summary>
    public string ScheduleFolder { get; init; } = "racemodel-schedules";
}
