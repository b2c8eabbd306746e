using System.Collections.Immutable;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Mutation;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Reference;
using Xunit;

namespace RaceModel.Tests.Mutation;

public sealed class MutationRunTests
{
    private static readonly Lazy<MutationResult> Exchange = new(() =>
        Plans.Run(Plans.Of("atomic-exchange", "quiesced racing racing-load racing-await late-read stale-use", maxOperations: 3)));

    [Theory]
    [InlineData("[flush]", Fate.Killed, "WU racing")]
    [InlineData("[exchange-pte]", Fate.Killed, "WU racing")]
    [InlineData("[flush, exchange-pte]", Fate.Killed, "WU racing")]
    [InlineData("[load-store-clear-pte, flush]", Fate.Killed, "LW racing")]
    [InlineData("[exchange-pte, invalidate]", Fate.Killed, "WU racing")]
    [InlineData("[exchange-pte][flush]", Fate.Killed, "LW racing")]
    [InlineData("[exchange-pte, exchange-pte, flush]", Fate.Equivalent, "")]
    [InlineData("[exchange-pte, flush, flush]", Fate.Equivalent, "")]
    [InlineData("fault silent", Fate.Killed, "UF racing")]
    [InlineData("abort visible", Fate.Visible, "")]
    [InlineData("ATS", Fate.Equivalent, "")]
    public void Mutant_meets_its_fate(string mutant, object fate, string kill)
    {
        JudgedMutant judged = Exchange.Value.Find(mutant);
        Kill? shortest = judged.ShortestKill(PropertySet.All);

        Assert.Equal(fate, judged.Fate);
        Assert.Equal(kill, shortest is null ? "" : $"{shortest.Verdict.Property.Abbreviation()} {shortest.Guest.Name}");
    }

    /// <summary>Cells against the implementation of the semantics that shares nothing with this one.</summary>
    [Fact]
    public void Cells_are_those_of_the_reference()
    {
        foreach (JudgedMutant mutant in Exchange.Value.Matrices[0].Mutants)
        {
            foreach (ResultPair cell in mutant.Cells.Take(4))
            {
                ReferenceResult original = ReferenceChecker.Check(ReferenceTranslation.Of(cell.Original.Scenario));
                ReferenceResult changed = ReferenceChecker.Check(ReferenceTranslation.Of(cell.Mutant.Scenario));
                Assert.Equal(Violated(changed).Except(Violated(original)), cell.Breaks.Items().Select(Words.Of));
                Assert.Equal(Violated(original).Except(Violated(changed)), cell.Mends.Items().Select(Words.Of));
                bool haveSameOutcomes = original.Outcomes.SetEquals(changed.Outcomes) && original.BaselineOutcomes.SetEquals(changed.BaselineOutcomes);
                Assert.Equal(haveSameOutcomes, !cell.HasDifferentOutcomes);
            }
        }

        static IEnumerable<string> Violated(ReferenceResult result) => Words.All<Property>().Where(result.Violated.ContainsKey);
    }

    [Fact]
    public void Each_kill_has_a_schedule_of_the_mutant_or_of_the_original()
    {
        Kill[] kills = [.. Exchange.Value.Kills];

        Assert.Equal(Exchange.Value.Matrices[0].Count(Fate.Killed), kills.Length);
        foreach (Kill kill in kills)
        {
            Assert.Null(Replay.Run(kill.Verdict.Counterexample!).Divergence);
            Assert.Equal(kill.Verdict.Property, kill.Verdict.Counterexample!.Violated);
            Assert.Equal(!kill.IsOfMutant, kill.Verdict.Scenario!.Protocol.Unmap.Text == "[exchange-pte, flush]" && kill.Verdict.Scenario.Hardware.Name == "vtd");
        }
    }

    /// <summary>No guest that comes before the smallest one tells the mutant from the original: here each is checked alone.</summary>
    [Fact]
    public void Smallest_guest_is_the_first_that_tells_them_apart()
    {
        MutationPlan plan = Plans.Of("two-call-no-clear", "steady", maxOperations: 3);
        MutationResult result = Plans.Run(plan);
        var checker = new Checker(new SearchLimits());

        Assert.Contains(result.Matrices[0].Mutants, mutant => mutant.Fate == Fate.Hole);
        foreach (JudgedMutant hole in result.Matrices[0].Mutants.Where(mutant => mutant.Fate == Fate.Hole && mutant.Mutant.Part == MutatedPart.Unmap))
        {
            ResultPair first = Everything(3).Select(guest => Check(hole.Mutant, guest)).First(pair => pair.TellsApart);
            Assert.Equal(first.Guest.Text, hole.Search!.FirstDifference!.Guest.Text);
            ResultPair? kill = Everything(3).Select(guest => Check(hole.Mutant, guest)).FirstOrDefault(pair => !pair.DifferentVerdicts.IsEmpty);
            Assert.Equal(kill?.Guest.Text, hole.Search.FirstKill?.Guest.Text);
        }

        ResultPair Check(ScenarioMutant mutant, GuestProgram guest) => new(
            checker.Check(plan.Bounds.ScenarioOf(plan.Contenders[0].Original, guest), PropertySet.All),
            checker.Check(plan.Bounds.ScenarioOf(mutant.Changed, guest), PropertySet.All));
    }

    [Fact]
    public void Guest_that_notices_by_outcomes_alone_is_a_hole_as_well()
    {
        JudgedMutant mutant = Plans.Run(Plans.Of("two-call", "racing", maxOperations: 3, hardware: "visible-abort")).Find("new mappings dirty");

        Assert.Equal(Fate.Hole, mutant.Fate);
        Assert.Equal("dma 0; unmap 0; map 0 0", mutant.Search!.FirstDifference!.Guest.Text);
        Assert.Null(mutant.Search.FirstKill);
    }

    [Fact]
    public void Named_properties_alone_kill()
    {
        MutationResult result = Plans.Run(Plans.Of("atomic-exchange", "racing", maxOperations: 0, properties: PropertySet.Of(Property.NoLostWrite)));

        Assert.Equal(Fate.Killed, result.Find("[exchange-pte][flush]").Fate);
        Assert.Equal(Fate.Visible, result.Find("fault silent").Fate);
    }

    [Fact]
    public void Result_does_not_depend_on_the_number_of_workers()
    {
        MutationPlan plan = Plans.Of("two-call-no-clear", "steady racing-load", maxOperations: 3);

        Assert.Equal(Json(1), Json(3));

        string Json(int workers)
        {
            Newtonsoft.Json.Linq.JObject json = MutationJson.Write(Plans.Run(plan, new SearchLimits { Workers = workers }));
            json.Remove("elapsedSeconds");
            return json.ToString();
        }
    }

    [Fact]
    public void Search_that_a_bound_stops_kills_nothing_and_finds_nothing_equivalent()
    {
        MutationResult result = Plans.Run(Plans.Of("two-call", "racing-load quiesced", maxOperations: 2), new SearchLimits { MaxStates = 100 });

        Assert.All(result.Matrices[0].Mutants, mutant => Assert.Equal(Fate.Unknown, mutant.Fate));
        Assert.Equal("a search stopped at its limit", result.StopReason);
    }

    [Fact]
    public void Interrupted_run_says_what_it_has_and_no_more()
    {
        using var interruption = new CancellationTokenSource();
        MutationPlan plan = Plans.Of("atomic-exchange", "racing quiesced", maxOperations: 4);
        MutationResult result = MutationRun.Run(
            plan, new SearchLimits { Cancellation = interruption.Token }, report =>
            {
                if (report.StartsWith("guests of 3", StringComparison.Ordinal)) interruption.Cancel();
            });

        Assert.Equal("stopped after interruption", result.StopReason);
        Assert.Equal(Fate.Killed, result.Find("[exchange-pte]").Fate);
        Assert.Equal(Fate.Unknown, result.Find("[exchange-pte, flush, flush]").Fate);
    }

    [Fact]
    public void Time_counts_for_the_whole_run()
    {
        MutationResult result = Plans.Run(Plans.Of("two-call", "racing", maxOperations: 2), new SearchLimits { MaxTime = TimeSpan.Zero });

        Assert.Equal("stopped after 0 s", result.StopReason);
        Assert.All(result.Matrices[0].Mutants, mutant => Assert.Equal(Fate.Unknown, mutant.Fate));
    }

    private static IEnumerable<GuestProgram> Everything(int operations)
    {
        var programs = new GuestPrograms(pages: 1, devices: 1);
        List<ImmutableArray<GuestOp>> level = [[]];
        for (int length = 1; length <= operations; length++)
        {
            level = [.. level.SelectMany(programs.Longer)];
            foreach (ImmutableArray<GuestOp> program in level) yield return new(new GuestProgram("", program).Text, program);
        }
    }
}
