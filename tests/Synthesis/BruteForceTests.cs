using System.Collections.Immutable;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Synthesis;
using Xunit;

namespace RaceModel.Tests.Synthesis;

/// <summary>The front is the one that is found by writing down every candidate and searching each.</summary>
public sealed class BruteForceTests
{
    [Theory]
    [InlineData("vtd", "racing-load", "read-dirty write-protect-clear-dirty clear-present clear-pte exchange-pte load-store-clear-pte report-all flush invalidate", 3)]
    [InlineData("vtd", "racing-load late-read", "read-dirty write-protect-clear-dirty clear-pte report-all flush", 4)]
    [InlineData("blind-or", "racing-load", "read-dirty exchange-pte clear-pte write-protect flush", 4)]
    [InlineData("vtd-ats", "double", "exchange-pte compare-exchange-stale-pte flush-iotlb flush", 3)]
    [InlineData("no-drain", "racing-load", "exchange-pte flush", 3)]
    public void Front_is_that_of_every_candidate(string hardware, string guests, string vocabulary, int maxPrimitives)
    {
        SynthesisProblem problem = Problems.Of(hardware, guests, vocabulary, maxPrimitives: maxPrimitives);

        Assert.Equal(FrontByForce(problem), Problems.FrontOf(Problems.Solve(problem)));
    }

    private static string FrontByForce(SynthesisProblem problem)
    {
        var checker = new Checker(new SearchLimits());
        List<Candidate> right = [];
        foreach (Candidate candidate in Everything(problem.Space))
        {
            if (problem.Requirements.All(Keeps)) right.Add(candidate);

            bool Keeps(Requirement requirement) =>
                !checker.Check(problem.ScenarioOf(candidate, requirement.Guest), requirement.Properties).Violated.Overlaps(requirement.Properties);
        }

        Candidate[] undominated = [.. right.Where(candidate => !right.Exists(other => IsCheaper(other.Cost, candidate.Cost)))];
        return string.Join('\n', undominated.Where(problem.Space.Contains)
            .GroupBy(CostVector.Of).OrderBy(group => group.Key.Calls + group.Key.Flushes + group.Key.Walks).ThenBy(group => group.Key.FaultsEarly)
            .SelectMany(group => group.Select(candidate => $"{group.Key} {candidate.Cost.Steps} {candidate.Text}").Order(StringComparer.Ordinal)));
    }

    private static bool IsCheaper(ProtocolCost left, ProtocolCost right)
    {
        bool atMost = left.Calls <= right.Calls && left.Flushes <= right.Flushes && left.Walks <= right.Walks && (!left.FaultsEarly || right.FaultsEarly);
        bool same = left.Calls == right.Calls && left.Flushes == right.Flushes && left.Walks == right.Walks && left.FaultsEarly == right.FaultsEarly;
        return atMost && (!same || left.Steps < right.Steps);
    }

    private static IEnumerable<Candidate> Everything(CandidateSpace space)
    {
        yield return new([[]]);
        List<ImmutableArray<Primitive>> lists = [[]];
        for (int length = 1; length <= space.MaxPrimitives; length++)
        {
            lists = [.. lists.SelectMany(list => space.Vocabulary.Select(list.Add))];
            foreach (ImmutableArray<Primitive> list in lists)
            {
                yield return new([list]);
                for (int cut = 1; cut < length; cut++) yield return new([list[..cut], list[cut..]]);
            }
        }
    }
}
