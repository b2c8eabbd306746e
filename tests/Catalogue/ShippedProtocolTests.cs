using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

public sealed class ShippedProtocolTests
{
    [Fact]
    public void The_enable_calls_are_these() => Assert.Equal(
        [
            "linux [discard-dirty, flush, set-tracking, flush]",
            "no-second-flush [discard-dirty, flush, set-tracking]",
            "always-on [discard-dirty, flush]",
            "none []",
        ],
        Catalogue.Shipped.Enable.Entries.Select(call => $"{call.Name} {call.Text}"));

    [Fact]
    public void The_queries_are_these() => Assert.Equal(
        [
            "clear-flush [test-and-clear-dirty, flush]",
            "plain-store-flush [load-store-clear-dirty, flush]",
            "clear-no-flush [test-and-clear-dirty]",
            "clear-no-wait [test-and-clear-dirty, invalidate]",
            "flush-first [flush, test-and-clear-dirty]",
            "flush-iotlb-only [test-and-clear-dirty, flush-iotlb]",
            "report-all [report-all]",
        ],
        Catalogue.Shipped.Query.Entries.Select(call => $"{call.Name} {call.Text}"));

    [Fact]
    public void The_unmap_protocols_are_these() => Assert.Equal(
        [
            "plain [clear-pte, flush]",
            "two-call [test-and-clear-dirty, flush][clear-pte, flush]",
            "two-call-no-clear [read-dirty][clear-pte, flush]",
            "unmap-then-query [clear-pte, flush][read-dirty]",
            "atomic-exchange [exchange-pte, flush]",
            "atomic-load-store [load-store-clear-pte, flush]",
            "atomic-stale-compare [compare-exchange-stale-pte, flush]",
            "write-protect-clear [write-protect-clear-dirty, flush][clear-pte, flush]",
            "write-protect-flush-read [write-protect, flush, read-dirty, clear-pte, flush]",
            "write-protect-read [write-protect, read-dirty, clear-pte, flush]",
            "write-protect-destroy [write-protect-destroy-dirty, flush, read-dirty, clear-pte, flush]",
            "hide-flush-collect [clear-present, flush, read-dirty, clear-pte]",
            "report-all-unmap [report-all, clear-pte, flush]",
            "atomic-lazy [exchange-pte]",
        ],
        Catalogue.Shipped.Unmap.Entries.Select(unmap => $"{unmap.Name} {unmap.Text}"));

    [Fact]
    public void The_plain_unmap_is_the_one_that_the_model_runs_outside_a_migration() =>
        Assert.Equal(UnmapProtocol.Plain.Text, Catalogue.Shipped.Unmap["plain"].Text);
}
