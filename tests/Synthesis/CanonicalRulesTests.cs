using RaceModel.Checks.Exploration;
using RaceModel.Checks.Synthesis;
using Xunit;

namespace RaceModel.Tests.Synthesis;

/// <summary>What is left out as not canonical has the verdicts and outcomes of what is kept.</summary>
public sealed class CanonicalRulesTests
{
    private const string All = "vtd smmuv3 xen visible-abort pri vtd-ats no-drain blind-or write-back amd-suppressed";
    private const string WithoutDeviceTlb = "vtd smmuv3 xen visible-abort no-drain blind-or write-back";
    private const string NotWriteBack = "vtd smmuv3 xen visible-abort pri vtd-ats no-drain blind-or";
    private const string Revalidating = "vtd smmuv3 xen visible-abort pri vtd-ats no-drain";

    private static readonly string[] Guests = ["racing-load", "racing-await", "late-read", "quiesced", "double", "stale-use"];

    [Theory]
    [InlineData(All, "[set-tracking, clear-pte, flush]", "[clear-pte, flush]")]
    [InlineData(All, "[read-dirty, set-tracking][clear-pte, flush]", "[read-dirty][clear-pte, flush]")]
    [InlineData(WithoutDeviceTlb, "[exchange-pte, flush-iotlb]", "[exchange-pte, flush]")]
    [InlineData(All, "[read-dirty, read-dirty, clear-pte, flush]", "[read-dirty, clear-pte, flush]")]
    [InlineData(NotWriteBack, "[write-protect, write-protect, flush, read-dirty, clear-pte]", "[write-protect, flush, read-dirty, clear-pte]")]
    [InlineData(All, "[clear-pte, report-all, flush]", "[report-all, clear-pte, flush]")]
    [InlineData(All, "[clear-pte, flush, report-all]", "[report-all, clear-pte, flush]")]
    [InlineData(All, "[report-all, read-dirty, clear-pte, flush]", "[report-all, clear-pte, flush]")]
    [InlineData(All, "[report-all, exchange-pte, flush]", "[report-all, clear-pte, flush]")]
    [InlineData(All, "[report-all, load-store-clear-pte, flush]", "[report-all, clear-pte, flush]")]
    [InlineData(All, "[report-all, test-and-clear-dirty, flush][exchange-pte]", "[report-all, discard-dirty, flush][exchange-pte]")]
    [InlineData(All, "[report-all, write-protect-clear-dirty, flush][exchange-pte]", "[report-all, write-protect-destroy-dirty, flush][exchange-pte]")]
    [InlineData(Revalidating, "[exchange-pte, flush, read-dirty]", "[exchange-pte, flush]")]
    [InlineData(Revalidating, "[clear-pte, load-store-clear-dirty, flush]", "[clear-pte, flush]")]
    [InlineData(Revalidating, "[load-store-clear-pte, flush][compare-exchange-stale-pte]", "[load-store-clear-pte, flush]")]
    [InlineData(Revalidating, "[exchange-pte][clear-present, write-protect, discard-dirty, flush]", "[exchange-pte][flush]")]
    public void Left_out_means_the_same_as_kept(string hardware, string leftOut, string kept)
    {
        var checker = new Checker(new SearchLimits());
        foreach (string name in hardware.Split(' '))
        {
            foreach (string guest in Guests)
            {
                SynthesisProblem problem = Problems.Of(name, guest, maxPrimitives: 7);
                CheckResult left = checker.Check(problem.ScenarioOf(Problems.Candidate(leftOut), problem.Requirements[0].Guest), PropertySet.All);
                CheckResult right = checker.Check(problem.ScenarioOf(Problems.Candidate(kept), problem.Requirements[0].Guest), PropertySet.All);

                Assert.False(problem.Space.Contains(Problems.Candidate(leftOut)));
                Assert.True(problem.Space.Contains(Problems.Candidate(kept)), $"{kept} on {name}");
                Assert.Equal($"{name} {guest} {string.Join(' ', right.Violated.Items())}", $"{name} {guest} {string.Join(' ', left.Violated.Items())}");
                Assert.Equal(right.Outcomes, left.Outcomes);
            }
        }
    }

    [Fact]
    public void Canonical_candidates_are_counted_as_they_are_enumerated()
    {
        CandidateSpace space = Problems.Of("vtd", "racing", "read-dirty report-all clear-pte set-tracking flush", maxCalls: 3, maxPrimitives: 4).Space;
        List<Candidate> everything = [.. Everything(space)];

        Assert.Equal(everything.Count, space.CountAll());
        Assert.Equal(everything.Count(space.Contains), space.CountCanonical());
    }

    private static IEnumerable<Candidate> Everything(CandidateSpace space)
    {
        List<Candidate> ofThisLength = [new([[]])];
        yield return ofThisLength[0];
        for (int length = 1; length <= space.MaxPrimitives; length++)
        {
            ofThisLength = [.. ofThisLength.SelectMany(shorter => space.Vocabulary.SelectMany(next => Longer(shorter, next)))];
            foreach (Candidate candidate in ofThisLength) yield return candidate;
        }

        IEnumerable<Candidate> Longer(Candidate shorter, Primitive next)
        {
            yield return new(shorter.Calls.SetItem(shorter.Calls.Length - 1, shorter.Calls[^1].Add(next)));
            if (shorter.Length > 0 && shorter.Calls.Length < space.MaxCalls) yield return new(shorter.Calls.Add([next]));
        }
    }
}
