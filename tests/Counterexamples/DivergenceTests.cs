using System.Collections.Immutable;
using RaceModel.Checks.Counterexamples;
using Xunit;

namespace RaceModel.Tests;

/// <summary>Where a schedule cannot be followed, the replay tells the expected step, the actual one, and the guard that is false.</summary>
public class DivergenceTests
{
    private static readonly Schedule LostWrite = SavedSchedule.Of("plain", "quiesced", Property.NoLostWrite);

    [Fact]
    public void AStepOfAProcessThatIsBlockedSaysWhatBlocksIt()
    {
        Divergence divergence = Replace("guest-vcpu post", "vmm-trap-thread enter");

        Assert.Null(divergence.Actual);
        Assert.Equal("no unmap is under way", divergence.FalseGuard);
        Assert.Equal("no step of 'vmm-trap-thread' is enabled", divergence.Reason);
    }

    [Fact]
    public void ADmaThatIsNotSoFarSaysItsPhase()
    {
        Divergence divergence = Replace("dma-device complete", "iommu land dma=1 device=0 page=0");

        Assert.Equal("dma-device complete dma=1 device=0", divergence.Actual);
        Assert.Equal("DMA 1 is in phase landed, not granted", divergence.FalseGuard);
    }

    [Fact]
    public void ACopyLoopThatIsNotDoneSaysWhichPageIsLeft()
    {
        Divergence divergence = Replace("vmm-migration-thread take", "vmm-migration-thread freeze");

        Assert.Equal("vmm-migration-thread take page=0", divergence.Actual);
        Assert.Equal("bitmap has page 0 left", divergence.FalseGuard);
    }

    [Fact]
    public void AGuestThatIsElsewhereSaysWhere()
    {
        Divergence divergence = Replace("guest-vcpu unmap", "guest-vcpu load page=0");

        Assert.Equal("guest-vcpu unmap iova=0", divergence.Actual);
        Assert.Equal("the guest is at operation 3, 'unmap 0'", divergence.FalseGuard);
    }

    [Fact]
    public void AStepWithAnotherEffectSaysWhatItRead()
    {
        Divergence divergence = Replace("iommu walk-page-table", "iommu hit-iotlb dma=1 device=0 iova=0 page=0");

        Assert.Equal("iommu walk-page-table dma=1 device=0 iova=0 page=0", divergence.Actual);
        Assert.Equal("PTE 0 is 'PW- page 0', IOTLB 0/0 is 'invalid', DMA 1 is 'lookup'", divergence.FalseGuard);
    }

    [Theory]
    [InlineData("gest-vcpu load page=1", "unknown actor 'gest-vcpu'; did you mean 'guest-vcpu'?")]
    [InlineData("guest-vcpu lurk", "this model has no such rule")]
    [InlineData("iommu land dma=7 device=0 page=0", "the scenario has no such DMA")]
    [InlineData("iommu land", "the scenario has no such DMA")]
    [InlineData("", "unknown actor ''; known: guest-vcpu, dma-device, iommu, vmm-trap-thread, vmm-migration-thread")]
    public void AStepThatThisModelDoesNotKnowIsSaidToBeUnknown(string step, string guard)
    {
        Divergence divergence = Replace("guest-vcpu post", step);

        Assert.Equal(1, divergence.Step);
        Assert.Equal(step, divergence.Expected);
        Assert.Equal(guard, divergence.FalseGuard);
    }

    [Fact]
    public void AMissingViolationHasNoGuard()
    {
        Divergence divergence = Replay.Run(LostWrite with { Steps = LostWrite.Steps[..^1] }).Divergence!;

        Assert.Null(divergence.Actual);
        Assert.Null(divergence.FalseGuard);
    }

    /// <summary>Puts another step in the place of the first that begins so.</summary>
    private static Divergence Replace(string first, string instead)
    {
        ImmutableArray<string> steps = LostWrite.Steps;
        int index = steps.IndexOf(steps.First(step => step.StartsWith(first, StringComparison.Ordinal)));
        Divergence? divergence = Replay.Run(LostWrite with { Steps = steps.SetItem(index, instead) }).Divergence;
        Assert.Equal(index + 1, divergence!.Step);
        return divergence;
    }
}
