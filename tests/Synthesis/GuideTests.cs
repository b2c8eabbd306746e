using System.Collections.Immutable;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Synthesis;
using Xunit;

namespace RaceModel.Tests.Synthesis;

/// <summary>What a guide rules out is violated, as a search of that candidate alone finds.</summary>
public sealed class GuideTests
{
    private const int Seeds = 6, Candidates = 150;

    public static TheoryData<string> Kinds => new("unmap", "unmap of a range", "two unmaps", "lock for each call", "device TLB", "query", "final query", "enable", "isolation");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ruled_out_candidates_violate_what_is_required(string kind)
    {
        SynthesisProblem problem = ProblemOf(kind);
        var random = new Random(20220502);
        var judge = new CandidateJudge(new SearchLimits());
        List<Guide> guides = [];
        for (int refuted = 0; refuted < Seeds; refuted++)
        {
            Candidate candidate = RandomCandidate(problem, random);
            if (judge.Judge(problem, [candidate])[0] is not { } refutation) continue;
            guides.Add(GuideOf(problem, refutation));
        }

        CandidateClasses classes = Complete(guides, problem);
        int ruledOut = 0;
        for (int number = 0; number < Candidates; number++)
        {
            Candidate candidate = RandomCandidate(problem, random);
            if (!classes.RuleOut(candidate)) continue;
            ruledOut++;
            Assert.True(judge.Judge(problem, [candidate])[0] is not null, $"{kind}: {candidate.Text} keeps everything");
        }

        Assert.True(ruledOut > Candidates / 4, $"{kind}: only {ruledOut} of {Candidates} are ruled out");
    }

    [Theory]
    [InlineData("vtd", "racing", "[exchange-pte]")]
    [InlineData("vtd", "racing-load", "[test-and-clear-dirty, flush][clear-pte, flush]")]
    [InlineData("vtd", "racing", "[compare-exchange-stale-pte, flush]")]
    [InlineData("vtd", "quiesced", "[clear-pte, flush]")]
    [InlineData("vtd", "late-read", "[write-protect-clear-dirty, flush]")]
    public void Guide_rules_out_the_candidate_that_it_comes_from(string hardware, string guest, string text)
    {
        SynthesisProblem problem = Problems.Of(hardware, guest);
        Candidate candidate = Problems.Candidate(text);
        Refutation refutation = new CandidateJudge(new SearchLimits()).Judge(problem, [candidate])[0]!;

        Assert.True(Complete([GuideOf(problem, refutation)], problem).RuleOut(candidate));
    }

    private static SynthesisProblem ProblemOf(string kind) => kind switch
    {
        "unmap of a range" => Problems.Of("vtd", "range", pages: 2),
        "two unmaps" => Problems.Of("vtd", "racing-load reuse", pages: 2),
        "lock for each call" => Problems.Of("blind-or", "racing-load", bigLock: false, rounds: 1),
        "device TLB" => Problems.Of("pri", "racing-load late-read", rounds: 1),
        "query" => Problems.Of("vtd", "steady", part: ProtocolPart.Query, rounds: 1, maxCalls: 1),
        "final query" => Problems.Of("smmuv3", "steady quiesced", part: ProtocolPart.FinalQuery, rounds: 1, maxCalls: 1),
        "enable" => Problems.Of("vtd", "steady", part: ProtocolPart.Enable, maxCalls: 1),
        "isolation" => Problems.Of("xen", "bystander", pages: 2),
        _ => Problems.Of("write-back", "racing-load double"),
    };

    private static Guide GuideOf(SynthesisProblem problem, Refutation refutation)
    {
        (GuestProgram guest, PropertySet required) = refutation.Requirement;
        OpenScenario open = problem.Open(guest);
        return new(refutation.Verdict, open, problem.Part, required, OutcomeSet.Baseline(open.System.Scenario, new SearchLimits()));
    }

    /// <summary>The classes, made anew until they tell all contexts apart that come up.</summary>
    private static CandidateClasses Complete(List<Guide> guides, SynthesisProblem problem)
    {
        var random = new Random(1);
        var classes = new CandidateClasses(guides, problem.Space.Vocabulary);
        for (int number = 0; number < Candidates; number++)
        {
            classes.RuleOut(RandomCandidate(problem, random));
            if (classes.IsOutdated) classes = new(guides, problem.Space.Vocabulary);
        }

        return classes;
    }

    private static Candidate RandomCandidate(SynthesisProblem problem, Random random)
    {
        int length = random.Next(1, problem.Space.MaxPrimitives + 1);
        ImmutableArray<Primitive> primitives = [.. Enumerable.Range(0, length).Select(_ => problem.Space.Vocabulary[random.Next(problem.Space.Vocabulary.Length)])];
        int cut = problem.Space.MaxCalls > 1 ? random.Next(0, length) : 0;
        return cut == 0 ? new([primitives]) : new([primitives[..cut], primitives[cut..]]);
    }
}
