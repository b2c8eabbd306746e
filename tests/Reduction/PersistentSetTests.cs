using RaceModel.Checks.Reduction;
using Xunit;

namespace RaceModel.Tests.Reduction;

/// <summary>
/// The sets of steps that partial-order reduction chooses are persistent, by the definition itself and by the way in which they are found.
/// </summary>
public class PersistentSetTests
{
    [Fact]
    public void NothingThatOthersDoDisturbsAChosenStep() =>
        RandomCheck.ForAllSmall(200, maxStates: 700, search => Assert.Null(PersistenceAudit.FindError(search)));

    [Fact]
    public void NoStepAddsToTheFuturesOfItsProcessAndOfTheOthers() => RandomCheck.ForAllSmall(200, maxStates: 3_000, search =>
    {
        var system = new ReducibleSystem(search.System);
        PersistentSets sets = system.CreateSets();
        Situations situations = system.CreateSituations();
        var steps = new ProcessStep[search.System.ProcessCount];
        foreach (ulong state in search.States.Select(state => system.Codec.Store(state)))
        {
            uint enabled = sets.TakeSteps(state, All(search), steps);
            for (int process = 0; process < steps.Length; process++)
            {
                if ((enabled & (1U << process)) == 0) continue;
                Access future = FutureOf(situations, state, process);
                Assert.True(future.Covers(steps[process].Footprint.Access), $"process {process}: {steps[process].Footprint.Rule} is not in its future");
                for (int other = 0; other < steps.Length; other++)
                {
                    Access before = future | FutureOf(situations, state, other);
                    Assert.True(
                        before.Covers(FutureOf(situations, steps[process].Target, other)),
                        $"{steps[process].Footprint.Rule} lets process {other} do what was in neither future");
                }
            }
        }
    });

    [Fact]
    public void EveryCycleHasAStateInWhichAllProcessesStep() =>
        RandomCheck.ForAllSmall(300, maxStates: 3_000, search => Assert.False(PersistenceAudit.HasCycleThatPutsOff(search)));

    private static uint All(NaiveSearch search) => (1U << search.System.ProcessCount) - 1;

    private static Access FutureOf(Situations situations, ulong state, int process)
    {
        Situation situation = situations.In(state);
        return (situation.Live & (1U << process)) == 0 ? default : situation.FutureOf(process, still: 0);
    }
}
