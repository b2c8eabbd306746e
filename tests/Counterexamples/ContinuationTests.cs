using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A schedule of an older model is followed as far as it goes; from there a search goes on for the same violation.</summary>
public class ContinuationTests
{
    private static readonly Schedule LostWrite = SavedSchedule.Of("plain", "quiesced", Property.NoLostWrite);

    [Fact]
    public void AScheduleThatStillHoldsIsKeptAsItIs()
    {
        Continuation continuation = Continuation.Of(LostWrite, new());

        Assert.Null(continuation.Prefix.Divergence);
        Assert.Equal(VerdictKind.Violated, continuation.Verdict);
        Assert.Equal(LostWrite.Steps.AsEnumerable(), continuation.Schedule!.Steps);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    public void ARenamedStepIsSearchedAround(int index)
    {
        Schedule old = LostWrite with { ModelVersion = "old", Steps = LostWrite.Steps.SetItem(index, "guest-vcpu renamed") };

        Continuation continuation = Continuation.Of(old, new());

        Assert.Equal(index + 1, continuation.Prefix.Divergence!.Step);
        Assert.Equal(index, continuation.Kept);
        Assert.Equal(LostWrite.Steps[..index].AsEnumerable(), continuation.Schedule!.Steps[..index]);
        Assert.Equal(LostWrite.Steps.Length, continuation.Schedule.Steps.Length);
        Assert.Equal(TransitionSystem.ModelVersion, continuation.Schedule.ModelVersion);
        Assert.Null(Replay.Run(continuation.Schedule).Divergence);
    }

    [Fact]
    public void FromWhereNothingIsLostAnyMoreThatIsProved()
    {
        // The other protocol diverges at its unmap, and loses nothing however it goes on.
        Schedule other = LostWrite with { Scenario = SavedSchedule.ScenarioOf("atomic-exchange", "quiesced") };

        Continuation continuation = Continuation.Of(other, new());

        Assert.NotNull(continuation.Prefix.Divergence);
        Assert.Equal(VerdictKind.Holds, continuation.Verdict);
        Assert.Null(continuation.Schedule);
    }

    [Fact]
    public void AStoppedSearchTellsNothing()
    {
        Schedule old = LostWrite with { Steps = LostWrite.Steps.SetItem(0, "guest-vcpu renamed") };

        Continuation continuation = Continuation.Of(old, new() { MaxStates = 10 });

        Assert.Equal(VerdictKind.Unknown, continuation.Verdict);
        Assert.Equal("stopped after 10 states", continuation.Reason);
    }

    [Fact]
    public void AViolationThatComesSoonerEndsTheRunThere()
    {
        Schedule fault = SavedSchedule.Of("plain", "racing", Property.NoUnrecoverableFault);
        Schedule longer = fault with { Steps = [.. fault.Steps, "guest-vcpu renamed"] };

        Continuation continuation = Continuation.Of(longer, new());

        Assert.Equal(fault.Steps.AsEnumerable(), continuation.Schedule!.Steps);
        Assert.Equal(fault.Steps.Length, continuation.Kept);
    }

    [Theory]
    [InlineData("atomic-stale-compare", "racing", Property.AlwaysCompletes)]
    [InlineData("plain", "quiesced", Property.RefinesNoMigration)]
    public void EndsAreSearchedForAsWell(string unmap, string guest, Property property)
    {
        Schedule found = SavedSchedule.Of(unmap, guest, property);

        Continuation continuation = Continuation.Of(found with { Steps = found.Steps.SetItem(3, "iommu renamed dma=1") }, new());

        Assert.Equal(property, continuation.Schedule!.Violated);
        Assert.Null(Replay.Run(continuation.Schedule).Divergence);
    }
}
