using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Reporting;
using Xunit;

namespace RaceModel.Tests.Explanations;

/// <summary>Each property is said in a sentence with the values that falsify it, and those values are the run's.</summary>
public sealed class FalsificationTests
{
    [Theory]
    [InlineData("vtd", "two-call", "racing", Property.NoLostWrite,
        "at switch-over the destination lacks a write that landed in RAM: page 0: the destination has version 0 (as at the start), the guest's RAM has version 1 (DMA 1)")]
    [InlineData("vtd", "plain", "quiesced", Property.NoLostAckedWrite,
        "at switch-over the destination lacks a write whose completion the guest awaited: page 0: the destination has version 0 (as at the start), the guest has awaited the completion of version 1")]
    [InlineData("vtd", "two-call", "racing-load", Property.NoTimeTravel,
        "at switch-over the destination holds an older page than the guest has already loaded: page 0: the destination has version 0 (as at the start), the guest has loaded version 1")]
    [InlineData("vtd", "plain", "racing", Property.NoUnrecoverableFault,
        "the IOMMU reports an unrecoverable fault: DMA 1 to IOVA 0 finds PTE 0 not present; the guest asked for the unmap in step 2")]
    [InlineData("vtd", "write-protect-clear", "racing", Property.NoProtectionFault,
        "a DMA faults on an entry that is present and only write-protected: DMA 1 to IOVA 0 finds PTE 0 present and read-only; the guest asked for the unmap in step 2")]
    [InlineData("xen", "plain", "bystander", Property.NoLegitimateFault,
        "a DMA to an IOVA that the guest has not asked to unmap faults or is refused: DMA 2 to IOVA 1 is refused, as device 0 was isolated in step 10; the guest has not asked to unmap it")]
    [InlineData("vtd", "atomic-lazy", "racing", Property.NoWriteAfterUnmap,
        "a write lands in a page after the guest was told that nothing maps it: DMA 1 to IOVA 0 lands in page 0; the guest was told 'guest mapping 0: none' in step 17")]
    [InlineData("vtd", "atomic-stale-compare", "racing", Property.AlwaysCompletes,
        "a state is reached from which no switch-over can be reached: after step 16 none of the 42 states that it can still reach is a switch-over; in the end only 'Unmap compare-exchange-stale-pte of IOVA 0: dirty and not as expected, tries again' is possible, for ever")]
    [InlineData("vtd", "plain", "quiesced", Property.RefinesNoMigration,
        "the guest sees an outcome that the run without migration cannot have: dst=0,0 and not dst=1,0")]
    public void Property_is_said_with_its_values(string hardware, string unmap, string guest, Property property, string sentence) =>
        Assert.Equal(sentence, ExplainedCatalogue.Explain(hardware, unmap, guest, property).Sentence);

    [Fact]
    public void Fate_of_the_dirty_bit_is_told()
    {
        Explanation explanation = ExplainedCatalogue.Explain("vtd", "plain", "quiesced", Property.NoLostWrite);

        Assert.Equal(
            ["page 0 is copied for the last time in step 12, and DMA 1 lands in it in step 18",
             "step 17 sets the dirty bit of PTE 0; step 23 (clear-pte 0) takes it away without a report"],
            explanation.Details);
    }

    [Fact]
    public void Stuck_state_tells_what_is_expected_and_who_waits()
    {
        Explanation explanation = ExplainedCatalogue.Explain("vtd", "atomic-stale-compare", "racing", Property.AlwaysCompletes);

        Assert.Equal(
            ["it expects PTE 0 to be 'PW- page 0' and finds 'PWD page 0'",
             "guest vCPU cannot go on: the guest waits for its unmap",
             "VMM: migration cannot go on: the lock is taken"],
            explanation.Details);
    }

    [Fact]
    public void Both_sides_of_a_refinement_are_told()
    {
        Explanation explanation = ExplainedCatalogue.Explain("vtd", "two-call", "racing-load", Property.RefinesNoMigration);

        Assert.Equal("with migration     pc=3 awaits= loads=1 dma=ok dst=0,0", explanation.Details[0]);
        Assert.StartsWith("without migration  pc=3 awaits= loads=1 dma=ok dst=1,0 (the nearest of ", explanation.Details[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Last_step_that_wrote_a_value_is_the_last()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            Assert.NotEmpty(explanation.Falsified);
            bool isFoundByLastStep = explanation.Property is Property.NoUnrecoverableFault or Property.NoProtectionFault or Property.NoLegitimateFault;
            int judged = explanation.Trace.Steps.Count - (isFoundByLastStep ? 1 : 0);
            foreach (FalsifiedLocation falsified in explanation.Falsified)
            {
                Assert.All(
                    explanation.Trace.Steps.Take(judged).Skip(falsified.LastWrittenBy),
                    step => Assert.False(step.Transition.Footprint.Writes.Contains(falsified.Location)));
                if (falsified.LastWrittenBy > 0)
                    Assert.True(explanation.Trace.Steps[falsified.LastWrittenBy - 1].Transition.Footprint.Writes.Contains(falsified.Location));
                if (explanation.Property != Property.RefinesNoMigration)
                    Assert.Equal(Describe(explanation.Trace, judged, falsified.Location), falsified.Value);
            }
        }
    }

    private static string Describe(Trace trace, int steps, Location location) => StateText.Describe(trace.System, trace.StateAfter(steps), location);
}
