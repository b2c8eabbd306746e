namespace RaceModel.Checks.Campaigns;

/// <summary>What came of a campaign, or of a part of it.</summary>
internal sealed record CampaignResult
{
    /// <summary>The version of the model that ran.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The campaign's file, as the user named it.</summary>
    public required string FileName { get; init; }

    /// <inheritdoc cref="Campaign.Fingerprint"/>
    public required string Fingerprint { get; init; }

    public required int Seed { get; init; }

    public required Shard Shard { get; init; }

    /// <summary>How many tests the whole campaign has.</summary>
    public required int TestCount { get; init; }

    /// <summary>The results of this part's tests, by rising number.</summary>
    public required IReadOnlyList<TestResult> Tests { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The worst that any test says: what is wrong is worse than what is unknown.</summary>
    public TestVerdict Verdict => Count(TestVerdict.NotAsExpected) > 0 ? TestVerdict.NotAsExpected
        : Count(TestVerdict.Inconclusive) > 0 ? TestVerdict.Inconclusive
        : TestVerdict.AsExpected;

    public int Count(TestVerdict verdict) => Tests.Count(test => test.Verdict == verdict);
}
