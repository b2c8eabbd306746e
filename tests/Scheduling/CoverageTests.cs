using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Coverage says what was run, no more and no less.</summary>
public class CoverageTests
{
    [Theory]
    [InlineData("unmap: plain | guest: quiesced")]
    [InlineData("unmap: two-call | guest: racing-load | big-lock: false")]
    [InlineData("unmap: atomic-load-store | guest: reuse | query: plain-store-flush")]
    public void ManyExecutionsFireAllRulesThatCanFire(string scenario)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse(scenario));
        Coverage coverage = Covered(runs, executions: 3_000);

        Assert.Equal(RulesIn(runs.System).Order(), Enum.GetValues<Rule>().Where(rule => coverage.Has(rule)));
        Assert.Equal(RulesIn(runs.System).Count, coverage.RuleCount);
    }

    [Theory]
    [InlineData("unmap: plain | guest: quiesced")]
    [InlineData("unmap: two-call | guest: racing-load | big-lock: false")]
    [InlineData("unmap: atomic-load-store | guest: reuse | query: plain-store-flush | rounds: 2")]
    public void ManyExecutionsRunAllInstructions(string scenario)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse(scenario));
        Coverage coverage = Covered(runs, executions: 3_000);

        Assert.Equal(Enumerable.Range(0, runs.System.Compiled.TrapProgram.Length), Items(coverage.Trap));
        Assert.Equal(Enumerable.Range(0, runs.System.Compiled.MigrationProgram.Length), Items(coverage.Migration));
    }

    // The guest unmaps its only page before the migration begins: the plain unmap is run and not the protocol's, and every
    // walk of the migration thread passes over the entry.
    [Fact]
    public void WhatIsPassedOverIsNotCovered()
    {
        ScenarioRuns runs = new(ScenarioText.Parse("unmap: two-call | guest: unmap 0 | pages: 1"));
        CompiledScenario compiled = runs.System.Compiled;
        Coverage coverage = OneAfterTheOther(runs);

        Assert.Equal(Enumerable.Range(0, compiled.ProtocolUnmapStart), Items(coverage.Trap));
        Assert.Equal(
            Enumerable.Range(0, compiled.MigrationProgram.Length).Where(index => !IsPassedOver(compiled.MigrationProgram[index], index)),
            Items(coverage.Migration));

        // After the first pass nothing is in the bitmap any more.
        bool IsPassedOver(VmmInstruction instruction, int index) => instruction.Operation == VmmOperation.Walk
            || (instruction.Operation == VmmOperation.CopyPages && index > FirstCopy(compiled));
    }

    [Theory]
    [InlineData("guest: load 0", "")]
    [InlineData("guest: dma 0", "no-lost-write no-unrecoverable-fault no-legitimate-fault")]
    [InlineData("guest: dma 0; load 0", "no-lost-write no-unrecoverable-fault no-legitimate-fault")]
    [InlineData("guest: dma 0; await 1", "no-lost-write no-lost-acked-write no-unrecoverable-fault no-legitimate-fault")]
    [InlineData("guest: dma 0; await 1; load 0", "no-lost-write no-lost-acked-write no-time-travel no-unrecoverable-fault no-legitimate-fault")]
    [InlineData("guest: dma 0; await 1; load 1", "no-lost-write no-lost-acked-write no-unrecoverable-fault no-legitimate-fault")]
    [InlineData("guest: dmar 0; await 1", "no-unrecoverable-fault no-legitimate-fault")]
    [InlineData("guest: unmap 0; dma 0; await 1", "no-unrecoverable-fault")]
    [InlineData("guest: unmap 0; dma 1; await 1", "no-lost-write no-lost-acked-write no-unrecoverable-fault no-legitimate-fault no-write-after-unmap")]
    public void PropertiesAreExercisedByWhatCouldViolateThem(string guest, string exercised)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse($"{guest} | unmap: two-call"));

        // Every execution that ends puts these to the test.
        string always = string.Join(' ', Words.Of(Property.AlwaysCompletes), Words.Of(Property.RefinesNoMigration));
        Assert.Equal($"{exercised} {always}".Trim(), string.Join(' ', OneAfterTheOther(runs).Exercised.Items().Select(Words.Of)));
    }

    // Only an execution in which a DMA is translated during a call can show a fault that a call's write-protection makes.
    [Fact]
    public void AProtectionFaultNeedsATranslationDuringACall()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: write-protect-clear | guest: racing"));
        Assert.False(OneAfterTheOther(runs).Exercised.Contains(Property.NoProtectionFault));

        Execution found = runs.Find(Property.NoProtectionFault, Strategy.Pos, 2_000)!;
        Assert.True(found.Coverage.Exercised.Contains(Property.NoProtectionFault));
    }

    [Fact]
    public void MergingAddsWhatTheOtherHas()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: plain | guest: quiesced"));
        Execution[] two = [.. runs.Run(Strategy.Random, 2, default)];
        Coverage merged = two[0].Coverage;
        merged.Merge(two[1].Coverage);

        Assert.NotEqual(two[0].Coverage, two[1].Coverage);
        Assert.Equal(
            Enum.GetValues<Rule>().Where(rule => two[0].Coverage.Has(rule) || two[1].Coverage.Has(rule)),
            Enum.GetValues<Rule>().Where(rule => merged.Has(rule)));
        Coverage again = merged;
        again.Merge(two[0].Coverage);
        Assert.Equal(merged, again);
    }

    [Fact]
    public void InstructionsFarApartAreKeptApart()
    {
        InstructionSet set = default;
        foreach (int instruction in (int[])[0, 63, 64, 200, StateLayout.MaxInstructions]) set.Add(instruction);

        Assert.Equal([0, 63, 64, 200, 255], Items(set));
        Assert.Equal(5, set.Count);
    }

    private static Coverage Covered(ScenarioRuns runs, int executions)
    {
        Coverage coverage = default;
        foreach (Execution execution in runs.Run(Strategy.Portfolio, executions, default)) coverage.Merge(execution.Coverage);
        return coverage;
    }

    private static Coverage OneAfterTheOther(ScenarioRuns runs) => runs.Runner(new MigrationLast()).Run(0, default)!.Coverage;

    private static IEnumerable<int> Items(InstructionSet set) => Enumerable.Range(0, 256).Where(instruction => set.Contains(instruction));

    private static int FirstCopy(CompiledScenario compiled) =>
        compiled.MigrationProgram.ToArray().ToList().FindIndex(instruction => instruction.Operation == VmmOperation.CopyPages);

    private static HashSet<Rule> RulesIn(TransitionSystem system)
    {
        NaiveSearch search = NaiveSearch.Run(system, 100_000)!;
        return [.. search.States.SelectMany(state => Enumerable.Range(0, system.ProcessCount).Select(process => Take(state, process)))
            .OfType<Transition>().Select(transition => transition.Step.Rule)];

        Transition? Take(State state, int process) => system.TryTransition(ref state, process);
    }

    /// <summary>The guest runs until it waits, then the devices, then the trap thread; the migration begins when all is done.</summary>
    private sealed class MigrationLast : IScheduler
    {
        private const int Guest = 0, Trap = 1, Migration = 2;

        public bool IsFair => true;

        public bool UsesFootprints => false;

        public bool TryBegin(long execution, Randomness random) => true;

        public int Choose(in PendingSteps pending)
        {
            if (pending.Enabled.Contains(Guest)) return Guest;
            ProcessSet devices = pending.Enabled.Without(Trap).Without(Migration);
            return devices.IsEmpty ? pending.Enabled.First : devices.First;
        }
    }
}
