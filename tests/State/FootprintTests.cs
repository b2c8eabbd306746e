using System.Numerics;
using Xunit;

namespace RaceModel.Tests;

/// <summary>
/// Footprints are honest: what a step changes it says it writes, and steps that do not conflict commute. Reductions, race
/// explanations and shrinking rest on this.
/// </summary>
public class FootprintTests
{
    [Fact]
    public void AStepChangesOnlyWhatItSaysItWrites() => RandomCheck.ForAllSmall(150, maxStates: 3_000, search =>
    {
        foreach (State state in search.States)
        {
            foreach ((_, Transition transition, State after) in EnabledSteps(search.System, state))
            {
                State written = LocationFields.MaskOf(transition.Footprint.Writes);
                for (int word = 0; word < State.WordCount; word++)
                {
                    Assert.True(
                        ((state[word] ^ after[word]) & ~written[word]) == 0,
                        $"'{transition.Step.Name}' changes word {word} outside of {string.Join(", ", transition.Footprint.Writes.Items())}");
                }
            }
        }
    });

    [Fact]
    public void StepsThatDoNotConflictCommute() => RandomCheck.ForAllSmall(150, maxStates: 3_000, search =>
    {
        foreach (State state in search.States)
        {
            (int Process, Transition Transition, State After)[] steps = EnabledSteps(search.System, state);
            for (int first = 0; first < steps.Length; first++)
            {
                for (int second = first + 1; second < steps.Length; second++)
                {
                    if (steps[first].Transition.Footprint.ConflictsWith(steps[second].Transition.Footprint)) continue;
                    State oneWay = Follow(search.System, steps[first], steps[second]);
                    State otherWay = Follow(search.System, steps[second], steps[first]);
                    Assert.True(oneWay == otherWay, $"'{steps[first].Transition.Step.Name}' and '{steps[second].Transition.Step.Name}' do not commute");
                }
            }
        }
    });

    [Fact]
    public void EveryBitOfAStateBelongsToOneLocationAtMost()
    {
        int bits = 0;
        for (int index = 0; index < Location.Count; index++) bits += CountBits(LocationFields.MaskOf(default(LocationSet).With(Location.FromIndex(index))));

        Assert.Equal(CountBits(LocationFields.MaskOf(LocationFields.All)), bits);
    }

    [Fact]
    public void EveryBitThatCanChangeBelongsToALocation()
    {
        State located = LocationFields.MaskOf(LocationFields.All);
        State variable = VariableBits.Of(CompiledScenario.Of(
            ScenarioText.Parse(
                "hardware: pri | isolate-after: 1 | pages: 4 | devices: 3 | enumerate: guest | observer: host | "
                + "guest: dma 0; dmar 1; await 1; await 2; load 0; load 3; clear 0; map 0 3; unmap 0-3"),
            migrates: true));

        for (int word = 0; word < State.WordCount; word++) Assert.Equal(0UL, variable[word] & ~located[word]);
    }

    [Fact]
    public void LocationsHaveDistinctNames() => Assert.Equal(
        Location.Count, Enumerable.Range(0, Location.Count).Select(index => Location.FromIndex(index).ToString()).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [InlineData(-1)]
    [InlineData(Location.Count)]
    public void ANumberOutsideOfTheLocationsIsRefused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Location.FromIndex(index));

    [Fact]
    public void OnlyReadsOfTheSameLocationDoNotConflict()
    {
        LocationSet here = default(LocationSet).With(Location.FromIndex(7)), there = default(LocationSet).With(Location.FromIndex(90)), nowhere = default;
        Footprint readsHere = new(here, nowhere), writesHere = new(nowhere, here), writesThere = new(here, there);

        Assert.False(readsHere.ConflictsWith(readsHere));
        Assert.True(readsHere.ConflictsWith(writesHere));
        Assert.True(writesHere.ConflictsWith(readsHere));
        Assert.True(writesHere.ConflictsWith(writesHere));
        Assert.False(readsHere.ConflictsWith(writesThere));
        Assert.True(writesHere.ConflictsWith(writesThere));
    }

    /// <summary>Takes the second step after the first, which must leave it enabled, the same, and with the same footprint.</summary>
    private static State Follow(
        TransitionSystem system, (int Process, Transition Transition, State After) first, (int Process, Transition Transition, State After) second)
    {
        State state = first.After;
        Transition? follower = system.TryTransition(ref state, second.Process);
        Assert.True(follower is not null, $"'{first.Transition.Step.Name}' disables '{second.Transition.Step.Name}'");
        Assert.Equal(second.Transition.Step.Name, follower.Step.Name);
        Assert.Equal(second.Transition.Violated, follower.Violated);
        Assert.Equal(second.Transition.Footprint, follower.Footprint);
        return state;
    }

    private static (int Process, Transition Transition, State After)[] EnabledSteps(TransitionSystem system, State state)
    {
        List<(int, Transition, State)> steps = [];
        for (int process = 0; process < system.ProcessCount; process++)
        {
            State after = state;
            if (system.TryTransition(ref after, process) is { } transition) steps.Add((process, transition, after));
        }

        return [.. steps];
    }

    private static int CountBits(State state)
    {
        int bits = 0;
        foreach (ulong word in state) bits += BitOperations.PopCount(word);
        return bits;
    }
}
