using Xunit;

namespace RaceModel.Tests;

/// <summary>What every engine relies on: steps are functions of the state, and a step that is not enabled leaves no trace.</summary>
public class TransitionSystemTests
{
    [Fact]
    public void AStepIsAFunctionOfTheState() => RandomCheck.ForAllSmall(200, maxStates: 10_000, search =>
    {
        TransitionSystem system = search.System;
        foreach (State state in search.States)
        {
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State once = state, again = state;
                bool taken = system.TryStep(ref once, process, out PropertySet violated);

                Assert.Equal(taken, system.TryStep(ref again, process, out PropertySet violatedAgain));
                Assert.Equal(once, again);
                Assert.Equal(violated, violatedAgain);
                if (taken) continue;
                Assert.Equal(state, once);
                Assert.True(violated.IsEmpty);
            }
        }
    });

    [Fact]
    public void WatchingAStepChangesNothingOfIt() => RandomCheck.ForAllSmall(100, maxStates: 3_000, search =>
    {
        TransitionSystem system = search.System;
        foreach (State state in search.States)
        {
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State unwatched = state, watched = state;
                bool taken = system.TryStep(ref unwatched, process, out PropertySet violated);
                Transition? transition = system.TryTransition(ref watched, process);

                Assert.Equal(taken, transition is not null);
                Assert.Equal(unwatched, watched);
                Assert.Equal(violated, transition?.Violated ?? default);
            }
        }
    });

    [Fact]
    public void OnlyEndStatesHaveSwitchedOverAndNothingFollowsThem() => RandomCheck.ForAllSmall(200, maxStates: 10_000, search =>
    {
        TransitionSystem system = search.System;
        foreach (State state in search.States.Where(state => system.IsEnd(state)))
        {
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State after = state;
                Assert.False(system.TryStep(ref after, process, out _));
            }
        }
    });

    [Fact]
    public void AScenarioOutOfBoundsIsRefusedWithTheRemedy()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TransitionSystem.Of(ScenarioText.Parse("guest: dma 2")));

        Assert.StartsWith("'dma 2': IOVA 2 of 2 (from 0 up); give more pages", error.Message, StringComparison.Ordinal);
    }
}
