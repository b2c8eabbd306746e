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
        var found = new RegionedSet();
        foreach ((uint host, uint devices) in known) found.Add(new(StateBlock.KeyOf(host, devices), StateBlock.BitOf(devices)));
        SuccessorBuffer[] buffers = [.. Enumerable.Range(0, workers).Select(_ => new SuccessorBuffer())];
        NewStates[] regions = [.. Enumerable.Range(0, RegionedSet.Count).Select(region => new NewStates(region))];
        for (int depth = 0; depth < 5; depth++)
        {
            HashSet<(uint Host, uint Devices)>[] successors = [.. Enumerable.Range(0, workers).Select(worker => States(700 * (worker + 1)))];
            for (int worker = 0; worker < workers; worker++) Fill(buffers[worker], successors[worker]);

            for (int region = 0; region < regions.Length; region++) Merge(regions[region], buffers, region, found[region]);
            StateLevel level = StateLevel.Of(regions, workers);
            foreach (NewStates region in regions) region.Sort();
            StateLevel rows = StateLevel.OfRows(regions, workers);

            HashSet<(uint Host, uint Devices)> expected = [.. successors.SelectMany(states => states).Except(known)];
            Assert.NotEmpty(expected);
            Assert.Equal((expected.Count, expected.Count), (level.Count, rows.Count));
            Assert.Equal(expected, StatesIn(level.Blocks).ToHashSet());
            Assert.Equal(expected, StatesIn(rows.Blocks).ToHashSet());
            Assert.Equal(rows.Blocks.Length, rows.Blocks.DistinctBy(block => block.Key).Count());
            Assert.Equal(expected.DistinctBy(state => state.Host).Count(), rows.Blocks.Zip(rows.Blocks.Skip(1)).Count(pair => pair.First.Host != pair.Second.Host) + 1);
            known.UnionWith(expected);
        }

        HashSet<(uint Host, uint Devices)> States(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => ((uint)random.Next(Hosts), (uint)random.Next(Devices)))];
    }

    /// <summary>A worker finds states again and again, soon after one another and not.</summary>
    private static void Fill(SuccessorBuffer buffer, HashSet<(uint Host, uint Devices)> states)
    {
        buffer.Clear();
        foreach ((uint host, uint devices) in states.Concat(states.Reverse())) buffer.Add(StateBlock.KeyOf(host, devices), StateBlock.BitOf(devices));
        buffer.Flush();
    }

    private static void Merge(NewStates states, SuccessorBuffer[] buffers, int region, StateSet found)
    {
        states.Clear(buffers.Sum(buffer => buffer.In(region).Length));
        foreach (SuccessorBuffer buffer in buffers) states.Add(buffer.In(region), found);
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
