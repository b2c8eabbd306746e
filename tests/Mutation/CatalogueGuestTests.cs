using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Mutation;
using Xunit;

namespace RaceModel.Tests.Mutation;

/// <summary>The guests of the catalogue notice what any small guest does, and those that were added for that are needed.</summary>
public sealed class CatalogueGuestTests
{
    private static readonly ComparisonBounds Bounds = new(Pages: 2, Devices: 1, Rounds: 1, Observer.Guest, PropertySet.All);

    [Theory]
    [InlineData("two-call", "vtd")]
    [InlineData("atomic-exchange", "write-back")]
    public void No_guest_of_two_operations_notices_more(string unmap, string hardware)
    {
        Contender original = Plans.Contender(unmap, hardware);
        MutationResult result = Plans.Run(new(
            [new(original, [.. ScenarioMutants.Of(original, Enum.GetValues<MutatedPart>())])], Catalogue.Shipped.Guests.Entries, Bounds, MaxOperations: 2));

        Assert.False(result.Has(Fate.Hole));
        Assert.Null(result.StopReason);
    }

    [Theory]
    [InlineData("stale-read", "write-protect-clear", "vtd", "[write-protect-clear-dirty, flush][clear-pte]", Fate.Equivalent, Fate.Killed)]
    [InlineData("recycle", "atomic-exchange", "write-back", "abort visible", Fate.Visible, Fate.Killed)]
    [InlineData("recycle-load", "two-call", "vtd", "new mappings dirty", Fate.Visible, Fate.Killed)]
    [InlineData("early", "atomic-lazy", "no-drain", "abort visible", Fate.Visible, Fate.Killed)]
    [InlineData("double-use", "write-protect-flush-read", "vtd", "dirty update write-back", Fate.Equivalent, Fate.Killed)]
    [InlineData("use-recycle", "report-all-unmap", "write-back", "new mappings dirty", Fate.Equivalent, Fate.Killed)]
    [InlineData("unmap-twice", "atomic-exchange", "blind-or", "[load-store-clear-pte, flush]", Fate.Equivalent, Fate.Killed)]
    [InlineData("load-recycle", "report-all-unmap", "no-drain", "new mappings dirty", Fate.Equivalent, Fate.Visible)]
    [InlineData("unmap-twice", "unmap-then-query", "write-back", "[clear-pte, flush]", Fate.Equivalent, Fate.Visible)]
    public void Guest_is_the_only_one_that_notices(string guest, string unmap, string hardware, string mutant, object withoutIt, object withIt)
    {
        Contender original = Plans.Contender(unmap, hardware);
        ScenarioMutant[] mutants = [.. ScenarioMutants.Of(original, [MutatedPart.Unmap, MutatedPart.Hardware]).Where(each => each.Changed.Label == mutant)];
        GuestProgram[] others = [.. Catalogue.Shipped.Guests.Entries.Where(entry => entry.Name != guest)];

        Assert.Equal(withoutIt, FateWith(others));
        Assert.Equal(withIt, FateWith([ShippedEntries.Guest(guest)]));

        object FateWith(GuestProgram[] guests) => Plans.Run(new([new(original, mutants)], guests, Bounds, MaxOperations: 0)).Matrices[0].Mutants[0].Fate;
    }
}
