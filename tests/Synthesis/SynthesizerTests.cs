using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Synthesis;
using RaceModel.Tests.Reference;
using Xunit;

namespace RaceModel.Tests.Synthesis;

public sealed class SynthesizerTests
{
    [Theory]
    [InlineData("vtd")]
    [InlineData("blind-or")]
    public void Independent_checker_agrees_on_and_off_the_front(string hardware)
    {
        SynthesisProblem problem = Problems.Of(hardware, "racing-load late-read quiesced", maxCalls: 3, maxPrimitives: 5);
        SynthesisResult result = Problems.Solve(problem);

        Assert.NotEmpty(result.Front);
        foreach (FrontEntry entry in result.Front)
        {
            foreach (CheckResult verified in entry.Protocols.SelectMany(protocol => protocol.Results)) AssertAgreement(verified.Scenario, VerdictText.Of(verified));
            foreach (RuledOut below in entry.Below)
            {
                Scenario scenario = problem.ScenarioOf(below.Candidate, below.Guest);
                AssertAgreement(scenario, VerdictText.Of(scenario));
                Assert.Null(Replay.Run(below.Verdict.Counterexample!).Divergence);
            }
        }
    }

    [Fact]
    public void Result_does_not_depend_on_the_number_of_workers()
    {
        SynthesisProblem problem = Problems.Of("vtd", "racing-load late-read", maxCalls: 3, maxPrimitives: 5);
        SynthesisResult one = Problems.Solve(problem, workers: 1), three = Problems.Solve(problem, workers: 3);

        Assert.Equal(Problems.FrontOf(one), Problems.FrontOf(three));
        Assert.Equal((one.Searches, one.Guides), (three.Searches, three.Guides));
    }

    [Fact]
    public void Everything_on_the_front_keeps_what_is_required()
    {
        SynthesisResult result = Problems.Solve(Problems.Of("pri", "racing-load late-read", maxCalls: 3, maxPrimitives: 5));

        Assert.All(result.Front.SelectMany(entry => entry.Protocols), protocol =>
        {
            Assert.All(result.Problem.Requirements.Zip(protocol.Results), pair => Assert.False(pair.Second.Violated.Overlaps(pair.First.Properties)));
            Assert.All(protocol.Candidate.Simpler(), simpler => Assert.Contains(result.Front.SelectMany(entry => entry.Below), below => below.Candidate.Equals(simpler)));
        });
    }

    [Fact]
    public void Counterexample_that_never_comes_to_the_part_rules_out_everything()
    {
        SynthesisResult result = Problems.Solve(Problems.Of("no-drain", "quiesced", maxCalls: 3, maxPrimitives: 5));

        Assert.Empty(result.Front);
        Assert.Null(result.StopReason);
        Assert.Null(Replay.Run(result.WithoutThePart!.Verdict.Counterexample!).Divergence);
    }

    [Fact]
    public void Search_that_stops_has_no_front()
    {
        var limits = new SearchLimits { MaxStates = 10 };
        SynthesisResult result = Synthesizer.Run(Problems.Of("vtd", "racing-load"), new CandidateJudge(limits), _ => { });

        Assert.Equal("stopped after 10 states", result.StopReason);
        Assert.Empty(result.Front);
    }

    private static void AssertAgreement(Scenario scenario, string verdicts) =>
        Assert.Equal(verdicts, ReferenceTranslation.VerdictsOf(ReferenceChecker.Check(ReferenceTranslation.Of(scenario))));
}
