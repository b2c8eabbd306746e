using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

public sealed class ShippedSoftwareTests
{
    [Theory]
    [InlineData("linux-6.12-vtd", "vtd", "linux", "clear-flush", "two-call-no-clear", Enumeration.Host)]
    [InlineData("linux-6.12-smmuv3", "smmuv3", "always-on", "clear-no-flush", "two-call-no-clear", Enumeration.Host)]
    [InlineData("linux-7.2-smmuv3", "smmuv3", "always-on", "clear-no-flush", "two-call-no-clear", Enumeration.Host)]
    [InlineData("linux-7.2-vtd", "vtd", "linux", "plain-store-flush", "two-call-no-clear", Enumeration.Host)]
    [InlineData("linux-7.2-amd", "amd", "linux", "plain-store-flush", "two-call-no-clear", Enumeration.Host)]
    [InlineData("qemu-10.2-iommufd", "vtd", "linux", "plain-store-flush", "plain", Enumeration.Host)]
    [InlineData("qemu-10.2-replay", "vtd", "linux", "plain-store-flush", "plain", Enumeration.Guest)]
    [InlineData("qemu-11-iommufd", "vtd", "linux", "plain-store-flush", "two-call-no-clear", Enumeration.Host)]
    [InlineData("vfio-type1", "vtd", "none", "report-all", "report-all-unmap", Enumeration.Host)]
    public void A_row_is_made_of_these_entries(
        string name, string hardware, string enable, string query, string unmap, Enumeration enumerate)
    {
        Catalogue shipped = Catalogue.Shipped;
        var protocol = new Protocol
        {
            Enable = shipped.Enable[enable],
            Query = shipped.Query[query],
            FinalQuery = null,
            Unmap = shipped.Unmap[unmap],
            BigLock = true,
            CopyOrder = CopyOrder.ClearThenCopy,
            Enumerate = enumerate,
        };

        SoftwareRow row = shipped.Software[name];

        Assert.Equal(new SoftwareRow(name, shipped.Hardware[hardware], protocol), row with { Source = "" });
    }

    [Fact]
    public void The_rows_come_in_the_order_of_their_file() => Assert.Equal(
        [
            "linux-6.12-vtd", "linux-6.12-smmuv3", "linux-7.2-smmuv3", "linux-7.2-vtd", "linux-7.2-amd", "qemu-10.2-iommufd",
            "qemu-10.2-replay", "qemu-11-iommufd", "vfio-type1",
        ],
        Catalogue.Shipped.Software.Names);

    [Fact]
    public void Any_row_can_be_checked_with_any_guest()
    {
        foreach (SoftwareRow row in Catalogue.Shipped.Software.Entries)
        {
            foreach (GuestProgram guest in Catalogue.Shipped.Guests.Entries)
                Assert.Null(new Scenario { Hardware = row.Hardware, Protocol = row.Protocol, Guest = guest }.FindError());
        }
    }
}
