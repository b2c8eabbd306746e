using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests.Reference;

/// <summary>
/// The checker against an independent implementation of the semantics, which shares no line with the model: verdicts, lengths of
/// shortest counterexamples and outcomes are the same.
/// </summary>
public class ReferenceAgreementTests
{
    private static readonly bool[] BothWays = [true, false];
    private static readonly string[] KindsOfHardware = ["vtd", "smmuv3", "pri", "write-back"];
    private static readonly string[] KindsOfUnmap = ["two-call-no-clear", "write-protect-flush-read", "hide-flush-collect"];
    private static readonly string[] GuestsThatUseStaleTranslations = ["reuse", "reader", "stale-use"];
    private static readonly string[] GuestsThatNeedQueries = ["steady", "remap"];
    private static readonly string[] GuestsThatNeedTracking = ["steady", "racing-load"];
    private static readonly string[] GuestsThatNeedEnumeration = ["lazy", "racing-load"];

    public static TheoryData<string> HardwareNames => [.. ShippedEntries.HardwareNames];

    public static TheoryData<string> UnmapNames => [.. ShippedEntries.UnmapNames];

    public static TheoryData<string> GuestNames => [.. ShippedEntries.GuestNames];

    [Theory]
    [MemberData(nameof(HardwareNames))]
    public void OnEveryUnmap(string hardware) => AssertAgreement(
        from unmap in ShippedEntries.UnmapNames
        from guest in GuestsThatUseStaleTranslations
        select $"hardware: {hardware} | unmap: {unmap} | guest: {guest}");

    [Theory]
    [MemberData(nameof(GuestNames))]
    public void OnEveryGuest(string guest) => AssertAgreement(
        from hardware in KindsOfHardware
        from unmap in KindsOfUnmap
        select $"hardware: {hardware} | unmap: {unmap} | guest: {guest}");

    [Theory]
    [MemberData(nameof(HardwareNames))]
    public void OnEveryQueryAndEnable(string hardware) => AssertAgreement(
    [
        .. from query in ShippedEntries.QueryNames
           from guest in GuestsThatNeedQueries
           select $"hardware: {hardware} | query: {query} | unmap: two-call | guest: {guest}",
        .. from query in ShippedEntries.QueryNames
           select $"hardware: {hardware} | query: report-all | final-query: {query} | unmap: plain | guest: quiesced",
        .. from enable in ShippedEntries.EnableNames
           from guest in GuestsThatNeedTracking
           select $"hardware: {hardware} | enable: {enable} | unmap: atomic-exchange | guest: {guest}",
    ]);

    [Theory]
    [MemberData(nameof(UnmapNames))]
    public void OnEveryCombinationOfSwitches(string unmap) => AssertAgreement(
        from bigLock in BothWays
        from copyOrder in Words.All<CopyOrder>()
        from enumerate in Words.All<Enumeration>()
        from observer in Words.All<Observer>()
        from iotlb in Words.All<IotlbStart>()
        from guest in GuestsThatNeedEnumeration
        select $"unmap: {unmap} | guest: {guest} | big-lock: {bigLock} | copy-order: {copyOrder} | enumerate: {enumerate} | observer: {observer} | iotlb: {iotlb}");

    [Theory]
    [InlineData("unmap: two-call | guest: range | pages: 3 | rounds: 0")]
    [InlineData("unmap: atomic-exchange | guest: double | rounds: 2")]
    [InlineData("unmap: two-call | guest: dma 0 1; dma 0; unmap 0; await 1 | devices: 2")]
    [InlineData("unmap: two-call | guest: dma 0; dmar 0 1; unmap 0; dma 1; await 3 | devices: 2 | hardware: xen | observer: host")]
    [InlineData("unmap: two-call | guest: dma 0; dma 0; dma 0; unmap 0 | hardware: xen | isolate-after: 2")]
    [InlineData("unmap: [read-dirty][][clear-pte, flush] | guest: racing | big-lock: false")]
    [InlineData("unmap: plain | guest: map 0 1; map 1 0; dma 0; await 1; load 1")]
    [InlineData("unmap: plain | guest: await 2; dma 0; dma 0")]
    [InlineData("unmap: [compare-exchange-stale-pte, invalidate] | guest: range | hardware: pri | query: [compare-exchange-stale-pte]")]
    public void OnScenariosOfTheirOwn(string scenario) => AssertAgreement([scenario]);

    [Fact]
    public void OnRandomScenarios() => RandomCheck.ForAllSmall(400, maxStates: 8_000, search => AssertAgreement(search.System.Scenario));

    private static void AssertAgreement(IEnumerable<string> scenarios)
    {
        foreach (string scenario in scenarios) AssertAgreement(ScenarioText.Parse(scenario));
    }

    private static void AssertAgreement(Scenario scenario)
    {
        ReferenceResult expected = ReferenceChecker.Check(ReferenceTranslation.Of(scenario));
        CheckResult actual = new Checker(new SearchLimits()).Check(scenario, PropertySet.All);
        string where = ScenarioText.Write(scenario);

        Assert.Equal($"{ReferenceTranslation.VerdictsOf(expected)} | {where}", $"{VerdictText.Of(actual)} | {where}");
        Assert.Equal(expected.Outcomes, actual.Outcomes);
        Assert.Equal(expected.BaselineOutcomes, actual.BaselineOutcomes);
    }
}
