using System.Collections.Immutable;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
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

    /// <summary>The sweep searches only what is not known from shorter guests; here every guest is searched alone.</summary>
    [Theory]
    [InlineData("two-call", "vtd", 2)]
    [InlineData("plain", "vtd", 1)]
    [InlineData("write-protect-clear", "xen", 1)]
    [InlineData("atomic-stale-compare", "pri", 1)]
    public void Counts_are_those_of_every_guest_alone(string unmap, string hardware, int pages)
    {
        Scenario scenario = ScenarioOf(unmap, hardware, pages);
        GuestSweepResult result = Sweep(scenario, "any:3");

        var checker = new Checker(new SearchLimits());
        Dictionary<(GuestClass Class, Property Property), int> expected = [];
        foreach (GuestProgram guest in Everything(pages, 3))
        {
            foreach (Property property in checker.Check(scenario with { Guest = guest }, PropertySet.All).Violated.Items())
                expected[(GuestClasses.ClassOf(guest), property)] = expected.GetValueOrDefault((GuestClasses.ClassOf(guest), property)) + 1;
        }

        foreach (ClassTally guests in result.Classes)
        {
            Assert.Equal(
                Enum.GetValues<Property>().Select(property => expected.GetValueOrDefault((guests.Class, property))),
                Enum.GetValues<Property>().Select(guests.Violating));
        }
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

    /// <summary>Longer guests at random: what a guest violates, those that go on from it violate as well.</summary>
    [Fact]
    public void Random_longer_guests_violate_what_their_beginnings_do()
    {
        var random = new Random(20220428);
        var programs = new GuestPrograms(pages: 2, devices: 1);
        var checker = new Checker(new SearchLimits());
        foreach ((string unmap, string hardware) in ((string, string)[])[("two-call", "vtd"), ("plain", "pri"), ("write-protect-destroy", "xen"), ("atomic-stale-compare", "write-back")])
        {
            for (int number = 0; number < 12; number++)
            {
                Scenario scenario = ScenarioOf(unmap, hardware, pages: 2) with { Rounds = 0 };
                ImmutableArray<GuestOp> program = [];
                PropertySet violated = default;
                for (int length = 1; length <= 6; length++)
                {
                    ImmutableArray<GuestOp>[] longer = [.. programs.Longer(program)];
                    program = longer[random.Next(longer.Length)];
                    PropertySet now = checker.Check(scenario with { Guest = new("", program) }, PropertySet.All).Violated;
                    Assert.True(violated.Except(now).IsEmpty, $"{unmap} {hardware}: {new GuestProgram("", program).Text}");
                    violated = now;
                }
            }
        }
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
            ScenarioOf("two-call", "vtd", 1), GuestFamily.Parse("any:3", "--guest")!, PropertySet.All, new SearchLimits { MaxStates = 300 }, _ => { });

        Assert.NotNull(result.StopReason);
        Assert.All(result.Classes, guests => Assert.DoesNotContain(VerdictKind.Holds, PropertySet.All.Items().Select(property => result.KindOf(guests, property))));
    }

    private static GuestSweepResult Sweep(Scenario scenario, string family, int workers = 1) =>
        GuestSweep.Run(scenario, GuestFamily.Parse(family, "--guest")!, PropertySet.All, new SearchLimits { Workers = workers }, _ => { });

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
