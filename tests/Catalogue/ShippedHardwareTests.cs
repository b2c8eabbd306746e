using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

public sealed class ShippedHardwareTests
{
    [Theory]
    [InlineData("vtd", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Invisible, 0, false)]
    [InlineData("amd", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Invisible, 0, false)]
    [InlineData("amd-suppressed", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.Silent, AbortVisibility.Invisible, 0, false)]
    [InlineData("smmuv3", DirtyTracking.Always, true, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Invisible, 0, false)]
    [InlineData("xen", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Invisible, 1, false)]
    [InlineData("visible-abort", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Visible, 0, false)]
    [InlineData("pri", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.PageRequest, AbortVisibility.Visible, 0, true)]
    [InlineData("vtd-ats", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Invisible, 0, true)]
    [InlineData("no-drain", DirtyTracking.Switch, false, DirtyUpdate.Revalidate, InvalidationDrain.None, FaultHandling.Reported, AbortVisibility.Invisible, 0, false)]
    [InlineData("blind-or", DirtyTracking.Switch, false, DirtyUpdate.BlindOr, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Invisible, 0, false)]
    [InlineData("write-back", DirtyTracking.Switch, false, DirtyUpdate.WriteBack, InvalidationDrain.Writes, FaultHandling.Reported, AbortVisibility.Invisible, 0, false)]
    public void A_profile_has_these_knobs(
        string name, DirtyTracking tracking, bool newMappingDirty, DirtyUpdate dirtyUpdate, InvalidationDrain drain, FaultHandling fault,
        AbortVisibility abort, int isolateAfter, bool ats)
    {
        var expected = new HardwareProfile
        {
            Name = name,
            Tracking = tracking,
            NewMappingDirty = newMappingDirty,
            DirtyUpdate = dirtyUpdate,
            Drain = drain,
            Fault = fault,
            Abort = abort,
            IsolateAfter = isolateAfter,
            Ats = ats,
            Iotlb = IotlbStart.Warm,
        };
        Assert.Equal(expected, Catalogue.Shipped.Hardware[name] with { Source = "" });
    }

    [Fact]
    public void The_profiles_come_in_the_order_of_their_file() => Assert.Equal(
        ["vtd", "amd", "amd-suppressed", "smmuv3", "xen", "visible-abort", "pri", "vtd-ats", "no-drain", "blind-or", "write-back"],
        Catalogue.Shipped.Hardware.Names);
}
