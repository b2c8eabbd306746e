using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>What a test says of its scenario.</summary>
internal enum TestVerdict
{
    /// <summary>What was expected.</summary>
    AsExpected,

    /// <summary>A violation that was not expected, or one that was expected and is missing.</summary>
    NotAsExpected,

    /// <summary>It was stopped before it could tell.</summary>
    Inconclusive,
}

/// <summary>What a test says of one property.</summary>
internal enum PropertyOutcome
{
    /// <summary>Violated, as expected.</summary>
    Violated,

    /// <summary>Proved to hold, as expected.</summary>
    Holds,

    /// <summary>Not violated in any execution, as expected.</summary>
    NotFound,

    /// <summary>Violated, and it was not to be.</summary>
    Unexpected,

    /// <summary>Not violated, and it was to be.</summary>
    Missing,

    /// <summary>The test was stopped before it could tell.</summary>
    Unknown,
}

/// <summary>What came of one test.</summary>
internal sealed record TestResult
{
    public required CampaignTest Test { get; init; }

    /// <summary>Violations, one for each property, in the order in which the properties are declared.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Executions of which it is not known whether they violate <see cref="Property.AlwaysCompletes"/>; null if there is none.</summary>
    public Suspects? Suspects { get; init; }

    /// <summary>How many executions were run, or states stored.</summary>
    public long Explored { get; init; }

    /// <summary>What of the model they reached.</summary>
    public Coverage Coverage { get; init; }

    /// <summary>Whether there was nothing left to explore: all that was not found cannot be.</summary>
    public bool IsExhausted { get; init; }

    /// <summary>
    /// All executions with at most this many preemptions were run; null if not even those without any were, or if the strategy does
    /// not count them.
    /// </summary>
    public int? ExhaustedPreemptions { get; init; }

    /// <summary>Why the test did not come to its end; null if it did.</summary>
    public string? StopReason { get; init; }

    /// <summary>How long it took, all workers together.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether there is nothing left to do.</summary>
    public bool IsFinished => StopReason is null;

    public PropertySet Found => PropertySet.Of([.. Findings.Select(finding => finding.Property)]);

    /// <summary>Violations that were not expected.</summary>
    public PropertySet Unexpected => Found.Except(Test.Scenario.Expected);

    /// <summary>Properties that the test cannot judge.</summary>
    public PropertySet Unknown => !IsFinished ? Test.Scenario.Judged.Except(Found)
        : Suspects is not null ? PropertySet.Of(Property.AlwaysCompletes).Except(Found)
        : default;

    /// <summary>Expected violations that the test would have found, and did not.</summary>
    public PropertySet Missing => Test.Scenario.Expected.Except(Found).Except(Unknown);

    public TestVerdict Verdict => !Unexpected.IsEmpty ? TestVerdict.NotAsExpected
        : !IsFinished ? TestVerdict.Inconclusive
        : !Missing.IsEmpty ? TestVerdict.NotAsExpected
        : !Unknown.IsEmpty ? TestVerdict.Inconclusive
        : TestVerdict.AsExpected;

    public PropertyOutcome OutcomeOf(Property property)
    {
        bool expected = Test.Scenario.Expected.Contains(property);
        if (Found.Contains(property)) return expected ? PropertyOutcome.Violated : PropertyOutcome.Unexpected;
        if (Unknown.Contains(property)) return PropertyOutcome.Unknown;
        return expected ? PropertyOutcome.Missing : IsExhausted ? PropertyOutcome.Holds : PropertyOutcome.NotFound;
    }
}
