using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Explorer;
using RaceModel.Checks.Mutation;
using RaceModel.Checks.Reduction;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Reference;
using Xunit;

namespace RaceModel.Tests.Mutation;

/// <summary>Mutants of which a primitive leaves out the last page of its range.</summary>
public sealed class ShortenedRangeTests
{
    private const string Exchange = "unmap: [exchange-pte (last page left out), flush]";

    private static readonly Lazy<MutationResult> OfTheThread = new(() => Plans.Run(new(
        [.. ((string[])["two-call", "atomic-exchange"]).Select(unmap => Plans.Contender(unmap, "vtd")).Select(original => new MutatedContender(
            original, [.. ScenarioMutants.Of(original, Enum.GetValues<MutatedPart>()).Where(mutant => mutant.Operator == MutationOperator.Shorten)]))],
        [.. ((string[])["range", "range-end"]).Select(ShippedEntries.Guest)],
        new(Pages: 2, Devices: 1, Rounds: 1, Observer.Guest, PropertySet.All),
        MaxOperations: 2)));

    /// <summary>All are noticed where two pages are unmapped at once, but for those that could as well leave the whole primitive out.</summary>
    [Fact]
    public void Guests_with_ranges_notice_those_of_the_thread() => Assert.Equal(
        [
            "two-call unmap [test-and-clear-dirty (last page left out), flush][clear-pte, flush]: killed, LW42 range-end",
            "two-call unmap [test-and-clear-dirty, flush (last page left out)][clear-pte, flush]: equivalent",
            "two-call unmap [test-and-clear-dirty, flush][clear-pte (last page left out), flush]: killed, WU27 range",
            "two-call unmap [test-and-clear-dirty, flush][clear-pte, flush (last page left out)]: killed, WU28 range",
            "two-call query [test-and-clear-dirty (last page left out), flush]: killed, LW32 range-end",
            "two-call query [test-and-clear-dirty, flush (last page left out)]: killed, LW36 range-end",
            "two-call final-query [test-and-clear-dirty (last page left out), flush]: killed, LW33 range-end",
            "two-call final-query [test-and-clear-dirty, flush (last page left out)]: equivalent",
            "two-call enable [discard-dirty (last page left out), flush, set-tracking, flush]: equivalent",
            "two-call enable [discard-dirty, flush (last page left out), set-tracking, flush]: equivalent",
            "two-call enable [discard-dirty, flush, set-tracking, flush (last page left out)]: killed, LW34 range-end",
            "atomic-exchange unmap [exchange-pte (last page left out), flush]: killed, WU22 range",
            "atomic-exchange unmap [exchange-pte, flush (last page left out)]: killed, WU23 range",
            "atomic-exchange query [test-and-clear-dirty (last page left out), flush]: killed, LW32 range-end",
            "atomic-exchange query [test-and-clear-dirty, flush (last page left out)]: killed, LW36 range-end",
            "atomic-exchange final-query [test-and-clear-dirty (last page left out), flush]: killed, LW33 range-end",
            "atomic-exchange final-query [test-and-clear-dirty, flush (last page left out)]: equivalent",
            "atomic-exchange enable [discard-dirty (last page left out), flush, set-tracking, flush]: equivalent",
            "atomic-exchange enable [discard-dirty, flush (last page left out), set-tracking, flush]: equivalent",
            "atomic-exchange enable [discard-dirty, flush, set-tracking, flush (last page left out)]: killed, LW34 range-end",
        ],
        OfTheThread.Value.Matrices.SelectMany(matrix => matrix.Mutants.Select(mutant => $"{matrix.Original.Label} {Line(mutant)}")));

    [Fact]
    public void Kills_are_saved_and_repeated()
    {
        using var folder = new TemporaryFolder();
        var schedules = ScheduleFolder.Open(folder.Path)!;
        foreach (Kill kill in OfTheThread.Value.Kills)
        {
            Schedule found = kill.Verdict.Counterexample!, read = ScheduleJson.ReadFile(schedules.Save(found));
            Assert.True(kill.IsOfMutant);
            Assert.Equal(ScenarioKey.Of(found.Scenario), ScenarioKey.Of(read.Scenario));
            Assert.Equal(kill.Verdict.Property, read.Violated);
            Assert.Null(Replay.Run(read).Divergence);
        }
    }

    /// <summary>A range of one page is none without its last.</summary>
    [Theory]
    [InlineData("two-call")]
    [InlineData("write-protect-flush-read")]
    public void On_one_page_it_is_as_if_the_primitive_were_left_out(string unmap)
    {
        Contender original = Plans.Contender(unmap, "vtd-ats");
        ScenarioMutant[] mutants = [.. ScenarioMutants.Of(original, [MutatedPart.Unmap])];
        ScenarioMutant[] shortened = [.. mutants.Where(mutant => mutant.Operator == MutationOperator.Shorten)];
        ScenarioMutant[] dropped = [.. original.Protocol.Unmap.Calls.SelectMany((call, number) => call.Select((_, index) =>
            new ScenarioMutant(MutatedPart.Unmap, MutationOperator.Drop, original with { Protocol = Without(number, index) })))];

        Assert.Equal(original.Protocol.Unmap.Calls.Sum(call => call.Length), shortened.Length);
        foreach ((ScenarioMutant one, ScenarioMutant other) in shortened.Zip(dropped))
        {
            foreach (string guest in (string[])["quiesced", "racing-load", "stale-use"])
            {
                CheckResult left = Check(ScenarioOf(one, guest)), right = Check(ScenarioOf(other, guest));
                Assert.Equal((VerdictText.Of(right), right.States), (VerdictText.Of(left), left.States));
                Assert.Equal(right.Outcomes, left.Outcomes);
            }
        }

        Protocol Without(int call, int index) => original.Protocol with
        {
            Unmap = new("less", original.Protocol.Unmap.Calls.SetItem(call, original.Protocol.Unmap.Calls[call].RemoveAt(index))),
        };

        static Scenario ScenarioOf(ScenarioMutant mutant, string guest) =>
            new ComparisonBounds(Pages: 1, Devices: 1, Rounds: 0, Observer.Guest, PropertySet.All).ScenarioOf(mutant.Changed, ShippedEntries.Guest(guest));
    }

    /// <summary>The reference, which shares nothing with the model, and all ways to search say the same.</summary>
    [Fact]
    public void All_searches_agree() => RandomCheck.ForAllSmall(RandomScenarios.WithShortenedRange, 150, maxStates: 2_000, search =>
    {
        Scenario scenario = search.System.Scenario;
        CheckResult full = Check(scenario);
        ReferenceResult reference = ReferenceChecker.Check(ReferenceTranslation.Of(scenario));
        Assert.Equal(search.States.Count, full.States);
        Assert.Equal(ReferenceTranslation.VerdictsOf(reference), VerdictText.Of(full));
        Assert.Equal(reference.Outcomes, full.Outcomes);

        CheckResult sets = new Checker(new SearchLimits()).Check(scenario, PropertySet.All, checkpoint: null, inspect: (_, _) => { });
        Assert.Equal((VerdictText.Of(full), full.States, full.Transitions), (VerdictText.Of(sets), sets.States, sets.Transitions));
        Assert.Equal(full.Outcomes, sets.Outcomes);

        CheckResult reduced = new Checker(new SearchLimits(), ReductionWords.AllReductions).Check(scenario, PropertySet.All);
        Assert.Equal(full.Violated, reduced.Violated);
        Assert.Equal(full.Outcomes, reduced.Outcomes);
        Assert.All(full.Verdicts.Where(verdict => verdict.Counterexample is not null), verdict => Assert.Null(Replay.Run(verdict.Counterexample!).Divergence));
    });

    [Fact]
    public void Steps_name_the_pages_that_are_left()
    {
        CheckResult result = Check(ScenarioText.Parse($"{Exchange} | guest: range"));
        string[] visits = [.. result[Property.NoWriteAfterUnmap].Counterexample!.Steps.Where(step => step.Contains("exchange-pte", StringComparison.Ordinal))];

        Assert.Equal("vmm-trap-thread visit-clean exchange-pte iova=0", Assert.Single(visits));
    }

    /// <summary>Pages are not alike for such a mutant, so that guests count that differ from others in the numbers of pages alone.</summary>
    [Fact]
    public void Smallest_guest_uses_the_last_page()
    {
        MutationPlan plan = Plans.Of("atomic-exchange", "late", maxOperations: 1, pages: 2);
        Contender original = plan.Contenders[0].Original;
        MutationResult result = Plans.Run(plan with { Contenders = [new(original, [.. ScenarioMutants.Of(original, [MutatedPart.FinalQuery])])] });

        Assert.Equal("dma 1", result.Find("[test-and-clear-dirty (last page left out), flush]").Search!.FirstKill!.Guest.Text);
        Assert.Equal("dma 0", result.Find("[flush]").Search!.FirstKill!.Guest.Text);
    }

    [Fact]
    public void Repair_is_the_whole_range()
    {
        Scenario scenario = ScenarioText.Parse($"{Exchange} | guest: range");
        Verdict verdict = Check(scenario)[Property.NoWriteAfterUnmap];
        ProtocolChange repair = new Explainer(scenario, new SearchLimits()).Explain(verdict)!.ProtocolChanges!.Repair!;

        Assert.Equal(("do exchange-pte on the last page of its range, too", "[exchange-pte, flush]"), (repair.Text, repair.PartText));
        Assert.DoesNotContain(verdict.Property, Check(repair.Scenario).Violated.Items());
    }

    [Theory]
    [InlineData("unmap", "0", "'lastPageLeftOutBy' counts primitives from 1")]
    [InlineData("unmap", "3", "expected a whole number from 0 to 2 as 'lastPageLeftOutBy'")]
    [InlineData("enable", "3", "primitive 3 is set-tracking, which has no range")]
    public void Wrong_primitive_of_a_saved_schedule_is_refused(string part, string number, string problem)
    {
        JObject schedule = Saved();
        ((JObject)schedule["scenario"]![part]!.First!.First!)[SavedProtocolFormats.ShortenedKey] = JToken.Parse(number);

        InputException error = Assert.Throws<InputException>(() => ScheduleJson.Read(JsonFile.Parse("saved", schedule.ToString())));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Protocols_of_ones_own_cannot_have_it()
    {
        string catalogue = """{ "unmap": { "mine": { "calls": [["exchange-pte", "flush"]], "lastPageLeftOutBy": 1 } } }""";

        InputException error = Assert.Throws<InputException>(() => Catalogue.Shipped.With("mine.json", catalogue));
        Assert.Contains("unknown key 'lastPageLeftOutBy'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ModelSyntaxException>(() => ProtocolText.ParseUnmap("[exchange-pte (last page left out), flush]"));
    }

    [Fact]
    public void Who_cannot_write_it_down_says_so()
    {
        Schedule schedule = ScheduleJson.Read(JsonFile.Parse("saved", Saved().ToString()));

        InputException error = Assert.Throws<InputException>(() => new ExplorerApi(Catalogue.Shipped, new SearchLimits()).Open(schedule));
        Assert.Contains("'racemodel replay' repeats it", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["racemodel replay FILE", "(FILE: the saved schedule; no option leaves out a last page)"], CheckCommandLine.Lines(schedule.Scenario, null, width: 72));
    }

    private static JObject Saved() => JObject.Parse(ScheduleJson.Write(
        Check(ScenarioText.Parse($"{Exchange} | guest: racing | pages: 1 | rounds: 0"))[Property.NoWriteAfterUnmap].Counterexample!));

    private static CheckResult Check(Scenario scenario) => new Checker(new SearchLimits()).Check(scenario, PropertySet.All);

    private static string Line(JudgedMutant mutant)
    {
        Kill? kill = mutant.Fate == Fate.Killed ? mutant.ShortestKill(PropertySet.All) : null;
        string by = kill is null ? "" : $", {kill.Verdict.Property.Abbreviation()}{kill.Verdict.Length} {kill.Guest.Name}";
        return $"{Words.Of(mutant.Mutant.Part)} {mutant.Mutant.Changed.Label}: {Words.Of(mutant.Fate)}{by}";
    }
}
