using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

public sealed class ShippedSourceTests
{
    [Fact]
    public void Every_entry_says_where_it_comes_from()
    {
        Catalogue shipped = Catalogue.Shipped;
        string[] without =
        [
            .. shipped.Hardware.Entries.Where(entry => entry.Source is "").Select(entry => entry.Name),
            .. shipped.Enable.Entries.Where(entry => entry.Source is "").Select(entry => entry.Name),
            .. shipped.Query.Entries.Where(entry => entry.Source is "").Select(entry => entry.Name),
            .. shipped.Unmap.Entries.Where(entry => entry.Source is "").Select(entry => entry.Name),
            .. shipped.Guests.Entries.Where(entry => entry.Source is "").Select(entry => entry.Name),
            .. shipped.Software.Entries.Where(entry => entry.Source is "").Select(entry => entry.Name),
        ];
        Assert.Empty(without);
    }
}
