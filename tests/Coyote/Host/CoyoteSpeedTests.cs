using System.Diagnostics;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;
using Xunit;
using Xunit.Abstractions;

namespace RaceModel.Tests.Coyote;

/// <summary>How many steps a second, in one run on one machine: only the ratios mean anything.</summary>
[Collection(nameof(Alone))]
public sealed class CoyoteSpeedTests(ITestOutputHelper output)
{
    private const int Runs = 300, Walks = 30_000;

    private static readonly Scenario Scenario = ScenarioText.Parse("unmap: two-call | guest: racing-load");

    private static PropertySet NeverFound => PropertySet.Of(Property.NoProtectionFault);

    [Fact]
    public void Search_and_plain_random_walk_take_far_more_steps_a_second_than_Coyote()
    {
        TransitionSystem system = TransitionSystem.Of(Scenario);
        Warm(system);

        CoyoteResult coyote = CoyoteSample.Run(Scenario, NeverFound, Runs);
        (long Steps, TimeSpan Elapsed) walk = Walk(system, Walks);
        CheckResult search = Search();

        double coyoteSteps = coyote.Steps / coyote.Elapsed.TotalSeconds;
        double walkSteps = walk.Steps / walk.Elapsed.TotalSeconds;
        double searchSteps = search.Transitions / search.Elapsed.TotalSeconds;
        output.WriteLine($"Coyote: {Runs / coyote.Elapsed.TotalSeconds:N0} runs/s, {coyoteSteps:N0} steps/s, {(double)coyote.Decisions / coyote.Steps:0.00} decisions a step");
        output.WriteLine($"walk:   {Walks / walk.Elapsed.TotalSeconds:N0} runs/s, {walkSteps:N0} steps/s, {walkSteps / coyoteSteps:N0} times Coyote's");
        output.WriteLine($"search: {searchSteps:N0} steps/s, {searchSteps / coyoteSteps:N0} times Coyote's; {search.States:N0} states, of which Coyote saw {coyote.States:N0}");
        Assert.InRange(walkSteps / coyoteSteps, 20, double.PositiveInfinity);
    }

    /// <summary>Lets the compiler finish with everything that is measured.</summary>
    private static void Warm(TransitionSystem system)
    {
        CoyoteSample.Run(Scenario, NeverFound, runs: 30);
        for (int round = 0; round < 30; round++)
        {
            Walk(system, Walks / 30);
            Search();
        }
    }

    private static CheckResult Search() => new Checker(new SearchLimits()).Check(Scenario, PropertySet.All);

    /// <summary>Uniform random walks without a scheduler around them.</summary>
    private static (long Steps, TimeSpan Elapsed) Walk(TransitionSystem system, int walks)
    {
        ulong random = 1;
        long steps = 0, start = Stopwatch.GetTimestamp();
        Span<State> next = stackalloc State[system.ProcessCount];
        for (int run = 0; run < walks; run++)
        {
            State state = system.Initial;
            for (int enabled; (enabled = Expand(system, state, next)) > 0; steps++)
            {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                state = next[(int)(random % (ulong)enabled)];
            }
        }

        return (steps, Stopwatch.GetElapsedTime(start));
    }

    private static int Expand(TransitionSystem system, State state, Span<State> next)
    {
        int count = 0;
        for (int process = 0; process < system.ProcessCount; process++)
        {
            State after = state;
            if (system.TryStep(ref after, process, out _)) next[count++] = after;
        }

        return count;
    }
}

/// <summary>Tests that measure do not share the machine with others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
