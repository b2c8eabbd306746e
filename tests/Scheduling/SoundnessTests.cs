using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Over random scenarios: what a scheduler reports is there, and nothing is reported of a property that holds.</summary>
public class SoundnessTests
{
    private const int Executions = 20;

    [Fact]
    public void WhatHoldsIsNeverViolated() => RandomCheck.ForAllSmall(60, maxStates: 20_000, search =>
    {
        Scenario scenario = search.System.Scenario;
        PropertySet holding = PropertySet.All.Except(new Checker(new SearchLimits()).Check(scenario, PropertySet.All).Violated);
        var runs = new ScenarioRuns(scenario);
        foreach (Execution execution in Enum.GetValues<Strategy>().SelectMany(strategy => runs.Run(strategy, Executions, holding)))
            Assert.DoesNotContain(holding.Items(), property => runs.Violates(execution, property));
    });

    [Fact]
    public void EveryViolationReplays() => RandomCheck.ForAllSmall(60, maxStates: 20_000, search =>
    {
        var runs = new ScenarioRuns(search.System.Scenario);
        foreach (Execution execution in runs.Run(Strategy.Portfolio, Executions, PropertySet.All))
        {
            foreach (Property property in PropertySet.All.Items().Where(property => runs.Violates(execution, property)))
                runs.AssertReplays(execution.Processes, property);
        }
    });
}
