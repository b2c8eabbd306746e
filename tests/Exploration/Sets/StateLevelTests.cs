using System.Numerics;
using RaceModel.Checks.Exploration.Sets;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A level holds what some worker found and nobody before, each state once.</summary>
public class StateLevelTests
{
    private const int Hosts = 6, Devices = 2_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void WhatWorkersFoundIsOneLevel(int workers)
    {
        var random = new Random(workers);
        HashSet<(uint Host, uint Devices)> known = States(5_000);
        StateSet found = SetOf(known);
        var fresh = new NewStates();
        for (int depth = 0; depth < 5; depth++)
        {
            HashSet<(uint Host, uint Devices)>[] successors = [.. Enumerable.Range(0, workers).Select(worker => States(700 * (worker + 1)))];
            StateSet[] sets = [.. successors.Select(SetOf)];

            fresh.Take(sets, found);
            fresh.Sort();
            StateBlock[] sorted = StateLevel.Of([fresh]).Blocks, byRow = StateLevel.OfRows([fresh]).Blocks;

            HashSet<(uint Host, uint Devices)> expected = [.. successors.SelectMany(states => states).Except(known)];
            Assert.NotEmpty(expected);
            Assert.Equal(expected.Count, StateLevel.Of([fresh]).Count);
            Assert.Equal(expected, StatesIn(sorted).ToHashSet());
            Assert.Equal(sorted.Select(block => block.Key).Distinct().Order(), sorted.Select(block => block.Key));
            Assert.Equal(sorted.ToHashSet(), [.. byRow]);
            Assert.Equal(expected.DistinctBy(state => state.Host).Count(), byRow.Zip(byRow.Skip(1)).Count(pair => pair.First.Host != pair.Second.Host) + 1);
            Assert.All(sets, set => Assert.Equal(0, set.BlockCount));
            known.UnionWith(expected);
        }

        HashSet<(uint Host, uint Devices)> States(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => ((uint)random.Next(Hosts), (uint)random.Next(Devices)))];
    }

    private static StateSet SetOf(IEnumerable<(uint Host, uint Devices)> states)
    {
        var set = new StateSet();
        foreach ((uint host, uint devices) in states) set.Add(StateBlock.KeyOf(host, devices), StateBlock.BitOf(devices));
        return set;
    }

    private static IEnumerable<(uint Host, uint Devices)> StatesIn(IEnumerable<StateBlock> blocks)
    {
        foreach (StateBlock block in blocks)
        {
            for (ulong states = block.States; states != 0; states &= states - 1)
                yield return (block.Host, block.FirstDevices + (uint)BitOperations.TrailingZeroCount(states));
        }
    }
}
