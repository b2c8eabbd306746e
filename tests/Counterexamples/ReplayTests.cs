using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A schedule is repeated step by step and judged anew at its end.</summary>
public class ReplayTests
{
    private static Schedule LostWrite { get; } = new Checker(new SearchLimits())
        .Check(ScenarioText.Parse("unmap: plain | guest: quiesced"), PropertySet.Of(Property.NoLostWrite)).Verdicts[0].Counterexample!;

    [Fact]
    public void EveryCounterexampleEndsInItsViolation() => RandomCheck.ForAllSmall(400, maxStates: 30_000, search =>
    {
        CheckResult result = new Checker(new SearchLimits()).Check(search.System.Scenario, PropertySet.All);
        foreach (Verdict verdict in result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated))
        {
            ReplayResult replay = Replay.Run(verdict.Counterexample!);
            Assert.Null(replay.Divergence);
            Assert.Equal(verdict.Counterexample!.Steps, replay.Trace.Steps.Select(step => step.Transition.Step.Name));
        }
    });

    [Fact]
    public void AScheduleCutShortLacksItsViolation()
    {
        ReplayResult replay = Replay.Run(LostWrite with { Steps = LostWrite.Steps[..^1] });

        Assert.Equal(LostWrite.Steps.Length, replay.Divergence!.Step);
        Assert.Equal("violation of no-lost-write", replay.Divergence.Expected);
        Assert.Equal("the last step does not violate no-lost-write", replay.Divergence.Reason);
    }

    [Fact]
    public void AStepThatIsNotEnabledIsNamedWithWhatItsActorWouldDo()
    {
        ReplayResult replay = Replay.Run(LostWrite with { Steps = LostWrite.Steps.SetItem(0, "guest-vcpu load page=1") });

        Assert.Equal(1, replay.Divergence!.Step);
        Assert.Equal("guest-vcpu load page=1", replay.Divergence.Expected);
        Assert.Equal(["guest-vcpu post dma=1 device=0 iova=0", "vmm-migration-thread enter"], replay.Divergence.Enabled);
        Assert.Equal("'guest-vcpu' would take 'guest-vcpu post dma=1 device=0 iova=0' instead", replay.Divergence.Reason);
        Assert.Empty(replay.Trace.Steps);
    }

    [Fact]
    public void AnActorWithNothingToDoIsNamed()
    {
        ReplayResult replay = Replay.Run(LostWrite with { Steps = LostWrite.Steps.SetItem(0, "iommu land dma=1 device=0 page=0") });

        Assert.Equal("no step of 'iommu' is enabled", replay.Divergence!.Reason);
    }

    [Fact]
    public void AScheduleThatPromisesNothingOnlyHasToRun()
    {
        ReplayResult replay = Replay.Run(LostWrite with { Steps = LostWrite.Steps[..5], Violated = null });

        Assert.Null(replay.Divergence);
        Assert.Equal(5, replay.Trace.Steps.Count);
    }

    [Fact]
    public void AStateThatCanStillCompleteIsNoViolationOfCompletion()
    {
        ReplayResult replay = Replay.Run(LostWrite with { Violated = Property.AlwaysCompletes, Steps = LostWrite.Steps[..5] });

        Assert.Equal("switch-over can still be reached", replay.Divergence!.Reason);
    }

    [Fact]
    public void ARunThatHasNotEndedRefinesNothing()
    {
        ReplayResult replay = Replay.Run(LostWrite with { Violated = Property.RefinesNoMigration, Steps = LostWrite.Steps[..5] });

        Assert.Equal("the run does not end in a switch-over", replay.Divergence!.Reason);
    }

    [Fact]
    public void ProcessesThatCannotStepMakeNoTrace()
    {
        TransitionSystem system = TransitionSystem.Of(LostWrite.Scenario);

        ArgumentException error = Assert.Throws<ArgumentException>(() => Trace.Run(system, [0, 0]));

        Assert.Equal("processes", error.ParamName);
    }
}
