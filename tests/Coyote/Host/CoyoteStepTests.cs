using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Coyote;
using Xunit;

namespace RaceModel.Tests.Coyote;

/// <summary>Coyote runs the model and nothing else: each of its steps is one, and it can reach whatever the model can.</summary>
public sealed class CoyoteStepTests
{
    private static readonly string[] Scenarios =
    [
        "unmap: two-call | guest: racing-load",
        "unmap: atomic-lazy | guest: reuse",
        "unmap: plain | guest: double",
        "unmap: plain | devices: 2 | guest: dma 0; dma 0 1; unmap 0; map 0 1; dma 0 1; await 3",
        "hardware: vtd-ats | unmap: write-protect-flush-read | guest: racing-load",
        "hardware: pri | unmap: write-protect-read | guest: double",
    ];

    public static TheoryData<string, string> Runs()
    {
        var data = new TheoryData<string, string>();
        foreach (string scenario in Scenarios)
        {
            foreach (string strategy in Words.All<CoyoteStrategy>()) data.Add(scenario, strategy);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Each_step_is_a_step_of_the_model_and_each_run_goes_to_its_end(string text, string strategy)
    {
        Assert.True(Words.TryParse(strategy, out CoyoteStrategy decides));
        TransitionSystem system = TransitionSystem.Of(ScenarioText.Parse(text));
        for (uint seed = 1; seed <= 5; seed++)
        {
            Trace trace = RunOnce(system, decides, seed);

            State state = system.Initial;
            foreach (TraceStep step in trace.Steps)
            {
                Assert.True(system.TryStep(ref state, step.Process, out PropertySet violated));
                Assert.Equal((step.After, step.Transition.Violated), (state, violated));
            }

            Assert.True(system.IsEnd(state));
            Assert.All(Enumerable.Range(0, system.ProcessCount), process => Assert.False(system.TryStep(ref state, process, out _)));
        }
    }

    [Theory]
    [InlineData("unmap: plain | pages: 1 | devices: 2 | guest: dma 0; dma 0 1")]
    [InlineData("unmap: plain | pages: 1 | guest: dma 0; unmap 0; load 0")]
    public void Coyote_reaches_every_state(string text)
    {
        TransitionSystem system = TransitionSystem.WithoutMigration(ScenarioText.Parse(text));
        HashSet<State> reachable = ReachableFrom(system), seen = [system.Initial];

        for (uint seed = 1; seed <= 2_000 && seen.Count < reachable.Count; seed++)
            seen.UnionWith(RunOnce(system, CoyoteStrategy.Probabilistic, seed).Steps.Select(step => step.After));

        Assert.Equal(reachable.Count, seen.Count);
        Assert.Subset(reachable, seen);
    }

    private static Trace RunOnce(TransitionSystem system, CoyoteStrategy strategy, uint seed)
    {
        var settings = new CoyoteSettings { Strategy = strategy, Iterations = 1, Seed = seed };
        using var session = new CoyoteSession(EngineConfiguration.Of(settings), system, default, baseline: null);
        session.Run(() => false);
        Assert.Null(session.Failure);
        return session.Last.Run.Trace;
    }

    private static HashSet<State> ReachableFrom(TransitionSystem system)
    {
        HashSet<State> found = [system.Initial];
        var open = new Queue<State>(found);
        while (open.TryDequeue(out State source))
        {
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State target = source;
                if (system.TryStep(ref target, process, out _) && found.Add(target)) open.Enqueue(target);
            }
        }

        return found;
    }
}
