using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A minimised run violates the same property in as few steps as it may; how close it comes to the shortest is measured.</summary>
public class MinimizerTests
{
    private const int Executions = 20_000;

    [Theory]
    [InlineData("unmap: plain | guest: reuse", Property.NoLostAckedWrite)]
    [InlineData("unmap: atomic-load-store | guest: double", Property.NoTimeTravel)]
    [InlineData("unmap: write-protect-clear | guest: range", Property.NoProtectionFault)]
    [InlineData("unmap: write-protect-clear | guest: bystander | hardware: xen", Property.NoLegitimateFault)]
    [InlineData("unmap: atomic-lazy | guest: reuse", Property.NoWriteAfterUnmap)]
    [InlineData("unmap: unmap-then-query | guest: lazy", Property.RefinesNoMigration)]
    [InlineData("unmap: [write-protect] | hardware: pri | guest: racing", Property.AlwaysCompletes)]
    [InlineData("unmap: atomic-stale-compare | guest: range", Property.AlwaysCompletes)]
    public void TheSmallerRunReplays(string scenario, Property property)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse(scenario));
        byte[] found = Find(runs, property)!;
        MinimizedRun minimized = Minimizer.Minimize(runs.System, found, property);

        runs.AssertReplays(ProcessesOf(minimized), property);
        Assert.Equal(found.Length, minimized.StepsBefore);
        Assert.Equal(ContextSwitches.Count(found), minimized.SwitchesBefore);
        Assert.Equal(ContextSwitches.Count(ProcessesOf(minimized)), minimized.Switches);
        Assert.True(minimized.Steps <= found.Length, minimized.ToString());
        Assert.False(minimized.IsCutShort);
    }

    // Breadth-first search is what "shortest" means here: nothing can be below it. On the shipped unmaps and guests most runs get down
    // to it and the rest stay some steps above; and they go from process to process less often than the search's own do.
    [Fact]
    public void ShippedScenariosGetCloseToTheShortestRun()
    {
        int count = 0, shortest = 0, stepsAbove = 0, farthest = 0, switches = 0, switchesOfSearch = 0;
        foreach (string text in ShippedEntries.UnmapNames.SelectMany(unmap => ShippedEntries.GuestNames.Select(guest => $"unmap: {unmap} | guest: {guest}")))
        {
            var runs = new ScenarioRuns(ScenarioText.Parse(text));
            CheckResult check = new Checker(new SearchLimits()).Check(runs.System.Scenario, PropertySet.All);
            foreach (Verdict verdict in check.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated))
            {
                if (Find(runs, verdict.Property) is not { } found) continue;
                MinimizedRun minimized = Minimizer.Minimize(runs.System, found, verdict.Property);
                int above = minimized.Steps - verdict.Length!.Value;

                Assert.True(above >= 0, $"{minimized} is shorter than {verdict.Length}");
                (count, stepsAbove, farthest) = (count + 1, stepsAbove + above, Math.Max(farthest, above));
                if (above == 0) shortest++;
                switches += minimized.Switches;
                switchesOfSearch += ContextSwitches.Count([.. verdict.Processes!.Select(process => (byte)process)]);
            }
        }

        Assert.Equal((638, 565), (count, shortest));
        Assert.Equal((150, 7), (stepsAbove, farthest));
        Assert.Equal((2_475, 3_688), (switches, switchesOfSearch));
    }

    [Fact]
    public void EveryRunOfRandomScenariosGetsSmallerAndStaysAViolation() => RandomCheck.ForAllSmall(40, maxStates: 20_000, search =>
    {
        var runs = new ScenarioRuns(search.System.Scenario);
        foreach (Execution execution in runs.Run(Strategy.Portfolio, 6, PropertySet.All))
        {
            foreach (Property property in execution.Violated.Items())
            {
                MinimizedRun minimized = Minimizer.Minimize(runs.System, execution.Processes, property);
                runs.AssertReplays(ProcessesOf(minimized), property);
                Assert.True((minimized.Steps, minimized.Switches).CompareTo((execution.Steps, execution.Switches)) <= 0, minimized.ToString());
            }
        }
    });

    [Fact]
    public void TheSameRunGivesTheSameResult()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-load-store | guest: range"));
        byte[] found = Find(runs, Property.NoLostWrite)!;
        MinimizedRun first = Minimizer.Minimize(runs.System, found, Property.NoLostWrite);
        MinimizedRun second = Minimizer.Minimize(runs.System, found, Property.NoLostWrite);

        Assert.Equal(ProcessesOf(first), ProcessesOf(second));
        Assert.Equal(first.Candidates, second.Candidates);
    }

    [Fact]
    public void AMinimisedRunCannotBeMinimisedAgain()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: plain | guest: reader"));
        MinimizedRun once = Minimizer.Minimize(runs.System, Find(runs, Property.NoTimeTravel)!, Property.NoTimeTravel);
        MinimizedRun twice = Minimizer.Minimize(runs.System, ProcessesOf(once), Property.NoTimeTravel);

        Assert.Equal(ProcessesOf(once), ProcessesOf(twice));
        Assert.Equal($"{once.Steps} -> {once.Steps} steps, {once.Switches} -> {once.Switches} switches", twice.ToString());
    }

    // A suspect is as long as executions may get; its first stuck state comes early.
    [Fact]
    public void ASuspectIsCutToItsFirstStuckState()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: atomic-stale-compare | guest: racing"));
        Execution suspect = runs.Find(Property.AlwaysCompletes, Strategy.Random, 2_000)!;
        MinimizedRun minimized = Minimizer.Minimize(runs.System, suspect.Processes, Property.AlwaysCompletes);

        Assert.True(suspect.IsSuspect);
        Assert.Equal(2_500, minimized.StepsBefore);
        Assert.Equal(16, minimized.Steps);

        // Already the first candidate, the suspect itself, is cut: one step earlier it could still complete.
        byte[] cut = new CandidateRuns(runs.System, Property.AlwaysCompletes).Run(suspect.Processes, 2_500)!;
        var check = new StuckCheck(runs.System, new SearchLimits());
        var trace = Trace.Run(runs.System, cut.Select(process => (int)process));
        Assert.Equal(suspect.Processes.Take(cut.Length), cut);
        Assert.Equal(Completion.Possible, check.Of(trace.StateAfter(cut.Length - 1)));
        Assert.Equal(Completion.Impossible, check.Of(trace.Last));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void ASpentBudgetLeavesARunThatViolates(int budget)
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: plain | guest: double"));
        MinimizedRun minimized = Minimizer.Minimize(runs.System, Find(runs, Property.NoLostWrite)!, Property.NoLostWrite, budget);

        Assert.True(minimized.IsCutShort);
        Assert.InRange(minimized.Candidates, 0, Math.Max(1, budget));
        runs.AssertReplays(ProcessesOf(minimized), Property.NoLostWrite);
    }

    [Fact]
    public void ARunThatViolatesNothingIsRefused()
    {
        var runs = new ScenarioRuns(ScenarioText.Parse("unmap: plain | guest: quiesced"));
        byte[] found = Find(runs, Property.NoLostWrite)!;

        ArgumentException error = Assert.Throws<ArgumentException>(() => Minimizer.Minimize(runs.System, found.AsSpan()[..^1], Property.NoLostWrite));
        Assert.Equal("the last step does not violate no-lost-write (Parameter 'processes')", error.Message);
        Assert.Throws<ArgumentException>(() => Minimizer.Minimize(runs.System, [0, 0, 0, 0], Property.NoLostWrite));
    }

    private static byte[]? Find(ScenarioRuns runs, Property property) => runs.Find(property, Strategy.Portfolio, Executions)?.Processes;

    private static byte[] ProcessesOf(MinimizedRun minimized) => [.. minimized.Trace.Steps.Select(step => (byte)step.Process)];
}
