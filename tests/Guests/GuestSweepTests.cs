using System.Collections.Immutable;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Reduction;
using Xunit;

namespace RaceModel.Tests.Guests;

public sealed class GuestSweepTests
{
    [Theory]
    [InlineData("steady", GuestClass.Correct)]
    [InlineData("quiesced", GuestClass.Correct)]
    [InlineData("reuse", GuestClass.Correct)]
    [InlineData("lazy", GuestClass.Lazy)]
    [InlineData("racing", GuestClass.Racing)]
    [InlineData("late", GuestClass.Racing)]
    [InlineData("late-read", GuestClass.Racing)]
    [InlineData("bystander", GuestClass.Racing)]
    [InlineData("range", GuestClass.Racing)]
    [InlineData("stale-use", GuestClass.Racing)]
    public void Shipped_guest_is_of_its_class(string guest, object expected) => Assert.Equal(expected, GuestClasses.ClassOf(ShippedEntries.Guest(guest)));

    /// <summary>The sweep searches only what is not known from shorter guests, with reductions or not; here every guest is searched alone, in full.</summary>
    [Theory]
    [InlineData("two-call", "vtd", 2)]
    [InlineData("plain", "vtd", 1)]
    [InlineData("write-protect-clear", "xen", 1)]
    [InlineData("atomic-stale-compare", "pri", 1)]
    public void Sweep_finds_what_every_guest_alone_shows(string unmap, string hardware, int pages)
    {
        Scenario scenario = ScenarioOf(unmap, hardware, pages);
        string expected = SweptFamily.JudgeEachAlone(scenario, Everything(pages, 3));

        foreach (string reductions in (string[])["none", "por", "all"]) Assert.Equal(expected, SweptFamily.Judge(ScenarioText.Write(scenario), "any:3", reductions));
    }

    /// <summary>Numbering pages in another order changes no verdict, so that one of the two programs is enough.</summary>
    [Theory]
    [InlineData("two-call", "vtd")]
    [InlineData("atomic-lazy", "write-back")]
    public void Verdicts_do_not_depend_on_which_page_is_named_first(string unmap, string hardware)
    {
        Scenario scenario = ScenarioOf(unmap, hardware, pages: 2) with { Rounds = 0 };
        var checker = new Checker(new SearchLimits());
        foreach (GuestProgram guest in Everything(pages: 2, operations: 3))
        {
            GuestProgram swapped = guest with { Ops = [.. guest.Ops.Select(Swapped)] };
            Assert.Equal(
                $"{guest.Text}: {checker.Check(scenario with { Guest = guest }, PropertySet.All).Violated}",
                $"{guest.Text}: {checker.Check(scenario with { Guest = swapped }, PropertySet.All).Violated}");
        }
    }

    /// <summary>Guests that are too long to be enumerated: what one violates, those that go on from it violate as well.</summary>
    [Theory]
    [InlineData("two-call", "vtd")]
    [InlineData("plain", "pri")]
    [InlineData("write-protect-destroy", "xen")]
    [InlineData("atomic-stale-compare", "write-back")]
    public void Longer_guests_violate_what_their_beginnings_do(string unmap, string hardware)
    {
        Scenario scenario = ScenarioOf(unmap, hardware, pages: 2) with { Rounds = 0 };
        RandomCheck.ForMost(30, RandomGuests.Of(new(pages: 2, devices: 1), shortest: 6, longest: 8, _ => true), guest =>
        {
            PropertySet? violated = default(PropertySet);
            for (int length = 1; length <= guest.Ops.Length && violated is { } before; length++)
            {
                violated = ViolatedBy(scenario with { Guest = guest with { Ops = guest.Ops[..length] } });
                Assert.True(violated is not { } now || before.Except(now).IsEmpty, $"{before.Except(violated ?? default)} after {length - 1} operations");
            }

            return violated is not null;
        });
    }

    /// <summary>What the sweep proves of shorter guests goes on for longer ones.</summary>
    [Theory]
    [InlineData("two-call", GuestClass.Correct)]
    [InlineData("two-call-no-clear", GuestClass.Lazy)]
    [InlineData("atomic-exchange", GuestClass.Racing)]
    public void Longer_guests_lose_nothing_either(string unmap, object guestClass)
    {
        Scenario scenario = ScenarioOf(unmap, "vtd", pages: 2);
        PropertySet faults = PropertySet.Of(Property.NoUnrecoverableFault);
        RandomCheck.ForMost(25, RandomGuests.Of(new(pages: 2, devices: 1), shortest: 7, longest: 10, guest => GuestClasses.ClassOf(guest) <= (GuestClass)guestClass), guest =>
        {
            PropertySet? violated = ViolatedBy(scenario with { Guest = guest });
            if (violated is not { } some) return false;
            Assert.Equal(default, GuestClasses.ClassOf(guest) == GuestClass.Racing ? some.Except(faults) : some);
            return true;
        });
    }

    [Fact]
    public void Enumerated_programs_are_valid_and_each_is_there_once()
    {
        List<GuestProgram> guests = [.. Everything(pages: 2, operations: 4)];

        Assert.Equal(guests.Count, guests.Select(guest => guest.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.All(guests, guest => Assert.Null((ScenarioOf("plain", "vtd", 2) with { Guest = guest }).FindError()));
        foreach (string shipped in (string[])["racing-load", "bystander", "late-read", "range", "lazy"])
        {
            string[] ops = ShippedEntries.Guest(shipped).Text.Split("; ");
            Assert.Contains(string.Join("; ", ops.Take(4)), guests.Select(guest => guest.Text));
        }
    }

    [Fact]
    public void Two_calls_keep_everything_for_correct_guests_and_the_exchange_loses_nothing_of_racing_ones()
    {
        GuestSweepResult twoCall = Sweep(ScenarioOf("two-call", "vtd", 1), "correct:4"), exchange = Sweep(ScenarioOf("atomic-exchange", "vtd", 1), "racing:3");

        Assert.False(twoCall.IsViolated);
        Assert.Equal(VerdictKind.Holds, exchange.KindOf(exchange.Classes[0], Property.NoLostWrite));
        Assert.Null(Replay.Run(exchange.ShortestOf(exchange.Classes[0], Property.NoUnrecoverableFault)!.Counterexample!).Divergence);
    }

    [Fact]
    public void Result_does_not_depend_on_the_number_of_workers()
    {
        GuestSweepResult one = Sweep(ScenarioOf("two-call", "vtd", 1), "any:3", workers: 1), three = Sweep(ScenarioOf("two-call", "vtd", 1), "any:3", workers: 3);

        Assert.Equal(one.Counterexamples.Select(verdict => (verdict.Scenario!.Guest.Text, verdict.Length)), three.Counterexamples.Select(verdict => (verdict.Scenario!.Guest.Text, verdict.Length)));
    }

    [Fact]
    public void Sweep_that_stops_holds_nothing()
    {
        GuestSweepResult result = GuestSweep.Run(
            ScenarioOf("two-call", "vtd", 1), GuestFamily.Parse("any:3", "--guest")!, PropertySet.All, new SearchLimits { MaxStates = 300 }, Reductions.None, _ => { });

        Assert.NotNull(result.StopReason);
        Assert.All(result.Classes, guests => Assert.DoesNotContain(VerdictKind.Holds, PropertySet.All.Items().Select(property => result.KindOf(guests, property))));
    }

    private static PropertySet? ViolatedBy(Scenario scenario)
    {
        CheckResult result = new Checker(new SearchLimits { MaxStates = 40_000 }, ReductionWords.AllReductions).Check(scenario, PropertySet.All);
        return result.StopReason is null ? result.Violated : null;
    }

    private static GuestSweepResult Sweep(Scenario scenario, string family, int workers = 1, Reductions reductions = Reductions.None) => GuestSweep.Run(
        scenario, GuestFamily.Parse(family, "--guest")!, PropertySet.All, new SearchLimits { Workers = workers }, reductions, _ => { });

    private static Scenario ScenarioOf(string unmap, string hardware, int pages) =>
        ScenarioText.Parse($"unmap: {unmap} | hardware: {hardware} | guest: dma 0; await 1 | pages: {pages}");

    private static IEnumerable<GuestProgram> Everything(int pages, int operations)
    {
        var programs = new GuestPrograms(pages, devices: 1);
        List<ImmutableArray<GuestOp>> ofThisLength = [[]];
        for (int length = 1; length <= operations; length++)
        {
            ofThisLength = [.. ofThisLength.SelectMany(programs.Longer)];
            foreach (ImmutableArray<GuestOp> program in ofThisLength)
            {
                var guest = new GuestProgram("", program);
                yield return guest with { Name = guest.Text };
            }
        }
    }

    private static GuestOp Swapped(GuestOp op) => op.Kind switch
    {
        GuestOpKind.Await => op,
        GuestOpKind.Load => op with { Page = 1 - op.Page },
        GuestOpKind.Map => op with { Iova = 1 - op.Iova, LastIova = 1 - op.LastIova, Page = 1 - op.Page },
        _ => op with { Iova = 1 - op.LastIova, LastIova = 1 - op.Iova },
    };
}
