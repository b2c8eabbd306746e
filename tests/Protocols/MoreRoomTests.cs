using Xunit;

namespace RaceModel.Tests.Protocols;

public sealed class MoreRoomTests
{
    [Theory]
    [InlineData("dma 2", 2, 1, "'dma 2': IOVA 2 of 2 (from 0 up); give more pages")]
    [InlineData("load 3", 3, 1, "'load 3': page 3 of 3 (from 0 up); give more pages")]
    [InlineData("dma 0 1", 2, 1, "'dma 0 1': device 1 of 1 (from 0 up); give more devices")]
    [InlineData("unmap 0-4", 4, 1, "'unmap 0-4': IOVA 4 of 4 (from 0 up); 4 are the most")]
    [InlineData("dma 0 3", 2, 3, "'dma 0 3': device 3 of 3 (from 0 up); 3 are the most")]
    public void A_guest_without_room_is_told_to_ask_for_more_only_where_there_is_more(string program, int pages, int devices, string error)
    {
        var scenario = new Scenario
        {
            Hardware = new() { Name = "vtd" },
            Protocol = new() { Enable = new("", []), Query = new("", []), Unmap = UnmapProtocol.Plain },
            Guest = GuestText.Parse(program),
            Pages = pages,
            Devices = devices,
        };

        Assert.Equal(error, scenario.FindError());
    }
}
