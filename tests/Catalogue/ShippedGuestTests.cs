using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

public sealed class ShippedGuestTests
{
    [Fact]
    public void The_guest_programs_are_these() => Assert.Equal(
        [
            "steady: dma 0; await 1; dma 0; await 2",
            "quiesced: dma 0; await 1; unmap 0; load 0",
            "racing: dma 0; unmap 0",
            "racing-load: dma 0; unmap 0; load 0",
            "racing-await: dma 0; unmap 0; await 1",
            "late: unmap 0; dma 0; await 1",
            "late-read: unmap 0; dmar 0; await 1",
            "reuse: dma 0; await 1; unmap 0; map 0 1; dma 0; await 2",
            "bystander: dma 0; unmap 0; dma 1; await 2",
            "range: dma 0; dma 1; unmap 0-1; load 0; load 1",
            "range-end: dma 1; await 1; unmap 0-1",
            "lazy: dma 0; await 1; clear 0; unmap 0; load 0",
            "reader: dmar 0; dma 0; unmap 0; load 0",
            "stale-use: dma 0; unmap 0; dma 0; await 2",
            "stale-read: dmar 0; unmap 0; dmar 0; dma 0",
            "unmap-twice: dma 0; unmap 0; dmar 0; unmap 0; load 0",
            "remap: dma 0; unmap 0; map 0 1; load 0",
            "recycle: dma 0; unmap 0; map 0 0",
            "recycle-load: dma 0; unmap 0; map 0 0; load 0",
            "load-recycle: dma 0; unmap 0; load 0; map 0 0",
            "use-recycle: dma 0; unmap 0; dma 0; map 0 0",
            "early: unmap 0; dma 0; map 0 0",
            "double: dma 0; dma 0; unmap 0; load 0",
            "double-use: dma 0; dma 0; unmap 0; await 2; dma 0",
        ],
        Catalogue.Shipped.Guests.Entries.Select(guest => $"{guest.Name}: {guest.Text}"));
}
