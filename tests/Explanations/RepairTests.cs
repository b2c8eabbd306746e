using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests.Explanations;

/// <summary>What is said of other protocols is true.</summary>
public sealed class RepairTests
{
    [Fact]
    public void Every_repair_holds_in_an_independent_search()
    {
        Dictionary<string, PropertySet> judged = new(StringComparer.Ordinal);
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            if (explanation.ProtocolChanges!.Repair is not { } repair) continue;
            PropertySet after = Judge(repair.Scenario), before = Judge(explanation.Trace.System.Scenario);

            Assert.False(after.Contains(explanation.Property));
            Assert.True(after.Except(before).IsEmpty);
            Assert.Equal(after, repair.Result.Violated);
        }

        Assert.InRange(judged.Count, 100, 600);

        PropertySet Judge(Scenario scenario)
        {
            string key = ScenarioKey.Of(scenario);
            return judged.TryGetValue(key, out PropertySet known) ? known : judged[key] = RunJudge.Violated(scenario);
        }
    }

    [Fact]
    public void Repair_changes_one_primitive_of_one_part()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            if (explanation.ProtocolChanges!.Repair is not { } repair) continue;
            Protocol before = explanation.Trace.System.Scenario.Protocol, after = repair.Scenario.Protocol;
            (string Before, string After)[] changed =
            [
                .. new[] { (before.Unmap.Text, after.Unmap.Text), (before.Query.Text, after.Query.Text), (before.Enable.Text, after.Enable.Text) }
                    .Where(part => part.Item1 != part.Item2),
            ];

            (string old, string @new) = Assert.Single(changed);
            Assert.Equal(repair.PartText, @new);
            Assert.True(IsOneChange(old.Split(['[', ']', ' ', ',']), @new.Split(['[', ']', ' ', ','])), $"{old} -> {@new}");
        }
    }

    [Fact]
    public void Two_calls_are_repaired_by_an_exchange_in_the_second()
    {
        ProtocolChange repair = ExplainedCatalogue.Explain("vtd", "two-call", "racing", Property.NoLostWrite).ProtocolChanges!.Repair!;

        Assert.Equal("replace clear-pte by exchange-pte in call 2", repair.Text);
        Assert.Equal("[test-and-clear-dirty, flush][exchange-pte, flush]", repair.PartText);
    }

    [Fact]
    public void Lazy_unmap_is_repaired_by_its_flush()
    {
        ProtocolChange repair = ExplainedCatalogue.Explain("vtd", "atomic-lazy", "racing", Property.NoWriteAfterUnmap).ProtocolChanges!.Repair!;
        Assert.Equal("insert flush at the end", repair.Text);
    }

    [Fact]
    public void Fault_of_a_guest_that_races_its_own_unmap_has_no_repair()
    {
        ProtocolChangeSearch search = ExplainedCatalogue.Explain("vtd", "plain", "racing", Property.NoUnrecoverableFault).ProtocolChanges!;

        Assert.Null(search.Repair);
        Assert.Equal(0, search.NotTried);
        Assert.InRange(search.Refuted, 200, 400);
    }

    [Fact]
    public void Changes_that_leave_the_entry_in_place_are_none()
    {
        Protocol protocol = ExplainedCatalogue.ScenarioOf("vtd", "plain", "racing").Protocol;
        string[] unmaps = [.. ProtocolChanges.Of(protocol, []).Where(change => change.Part == ProtocolPart.Unmap).Select(change => change.Protocol.Unmap.Text)];

        Assert.DoesNotContain("[flush]", unmaps);
        Assert.DoesNotContain("[clear-pte]", unmaps);
        Assert.DoesNotContain("[flush, clear-pte]", unmaps);
        Assert.Contains("[exchange-pte, flush]", unmaps);
        Assert.Contains("[write-protect, clear-pte, flush]", unmaps);
        Assert.Equal("[exchange-pte, flush]", unmaps[0]);
    }

    [Fact]
    public void What_could_not_be_searched_is_not_judged()
    {
        Explanation known = ExplainedCatalogue.Explain("vtd", "two-call", "racing", Property.NoLostWrite);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var explainer = new Explainer(known.Trace.System.Scenario, new SearchLimits { Cancellation = stopped.Token });

        ProtocolChangeSearch search = explainer.Explain(known.Trace, known.Property).ProtocolChanges!;

        Assert.Null(search.Repair);
        Assert.Equal(0, search.Refuted);
        Assert.InRange(search.NotTried, 200, 500);
    }

    private static bool IsOneChange(string[] old, string[] changed)
    {
        int same = old.Zip(changed).TakeWhile(pair => pair.First == pair.Second).Count();
        string[] left = [.. old.Skip(same)], right = [.. changed.Skip(same)];
        int tail = left.Reverse().Zip(right.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        string[] gone = [.. left.SkipLast(tail).Where(word => word.Length > 0)], added = [.. right.SkipLast(tail).Where(word => word.Length > 0)];
        return (gone.Length <= 1 && added.Length <= 1) || (gone.Length == 2 && gone.Reverse().SequenceEqual(added));
    }
}
