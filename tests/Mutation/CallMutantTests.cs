using RaceModel.Checks.Comparison;
using RaceModel.Checks.Mutation;
using RaceModel.Checks.Synthesis;
using Xunit;

namespace RaceModel.Tests.Mutation;

public sealed class CallMutantTests
{
    [Fact]
    public void Mutants_of_two_calls_are_these() => Assert.Equal(
        [
            "drop [flush][clear-pte, flush]",
            "drop [test-and-clear-dirty][clear-pte, flush]",
            "drop [test-and-clear-dirty, flush][flush]",
            "drop [test-and-clear-dirty, flush][clear-pte]",
            "double [test-and-clear-dirty, test-and-clear-dirty, flush][clear-pte, flush]",
            "double [test-and-clear-dirty, flush, flush][clear-pte, flush]",
            "double [test-and-clear-dirty, flush][clear-pte, clear-pte, flush]",
            "double [test-and-clear-dirty, flush][clear-pte, flush, flush]",
            "swap [flush, test-and-clear-dirty][clear-pte, flush]",
            "swap [test-and-clear-dirty, clear-pte][flush, flush]",
            "swap [test-and-clear-dirty, flush][flush, clear-pte]",
            "split [load-store-clear-dirty, flush][clear-pte, flush]",
            "shorten [test-and-clear-dirty (last page left out), flush][clear-pte, flush]",
            "shorten [test-and-clear-dirty, flush (last page left out)][clear-pte, flush]",
            "shorten [test-and-clear-dirty, flush][clear-pte (last page left out), flush]",
            "shorten [test-and-clear-dirty, flush][clear-pte, flush (last page left out)]",
            "no-wait [test-and-clear-dirty, invalidate][clear-pte, flush]",
            "no-wait [test-and-clear-dirty, flush][clear-pte, invalidate]",
            "add-boundary [test-and-clear-dirty][flush][clear-pte, flush]",
            "add-boundary [test-and-clear-dirty, flush][clear-pte][flush]",
            "remove-boundary [test-and-clear-dirty, flush, clear-pte, flush]",
            "move-boundary [test-and-clear-dirty][flush, clear-pte, flush]",
            "move-boundary [test-and-clear-dirty, flush, clear-pte][flush]",
        ],
        Mutants("[test-and-clear-dirty, flush][clear-pte, flush]"));

    [Theory]
    [InlineData("[read-dirty][clear-pte, flush]", "drop [clear-pte, flush]")]
    [InlineData("[read-dirty][clear-pte, flush]", "remove-boundary [read-dirty, clear-pte, flush]")]
    [InlineData("[read-dirty][clear-pte, flush]", "swap [clear-pte][read-dirty, flush]")]
    [InlineData("[read-dirty][clear-pte, flush]", "move-boundary [read-dirty, clear-pte][flush]")]
    [InlineData("[exchange-pte]", "drop []")]
    [InlineData("[exchange-pte]", "split [load-store-clear-pte]")]
    [InlineData("[set-tracking, exchange-pte]", "shorten [set-tracking, exchange-pte (last page left out)]")]
    [InlineData("[write-protect-clear-dirty, flush][clear-pte]", "split [read-dirty, write-protect-destroy-dirty, flush][clear-pte]")]
    public void Mutant_is_there(string unmap, string mutant) => Assert.Contains(mutant, Mutants(unmap));

    [Fact]
    public void Each_mutant_is_another_protocol_and_is_there_once()
    {
        foreach (string unmap in ShippedEntries.UnmapNames.Select(name => ShippedEntries.Unmap(name).Text))
        {
            string[] texts = [.. Mutants(unmap).Select(mutant => mutant[mutant.IndexOf('[', StringComparison.Ordinal)..])];
            Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());
            Assert.DoesNotContain(unmap, texts);
            Assert.DoesNotContain(texts, text => text != "[]" && text.Contains("[]", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Query_has_a_single_call_and_a_range_that_can_be_too_short()
    {
        Contender original = Plans.Contender("two-call", "vtd");
        string[] mutants = [.. ScenarioMutants.Of(original, [MutatedPart.Query]).Select(mutant => mutant.Changed.Label)];

        Assert.Equal(
            [
                "[flush]", "[test-and-clear-dirty]", "[test-and-clear-dirty, test-and-clear-dirty, flush]", "[test-and-clear-dirty, flush, flush]",
                "[flush, test-and-clear-dirty]", "[load-store-clear-dirty, flush]", "[test-and-clear-dirty (last page left out), flush]",
                "[test-and-clear-dirty, flush (last page left out)]", "[test-and-clear-dirty, invalidate]", "enumerate guest", "copy-then-clear",
            ],
            mutants);
    }

    [Theory]
    [InlineData(MutatedPart.Unmap)]
    [InlineData(MutatedPart.Query)]
    [InlineData(MutatedPart.FinalQuery)]
    [InlineData(MutatedPart.Enable)]
    public void Only_the_part_is_changed(object part)
    {
        Contender original = Plans.Contender("two-call", "vtd");
        foreach (ScenarioMutant mutant in ScenarioMutants.Of(original, [(MutatedPart)part]))
        {
            Protocol before = original.Protocol, after = mutant.Changed.Protocol;
            int changes = (before.Unmap.Text == after.Unmap.Text ? 0 : 1) + (before.Query.Text == after.Query.Text ? 0 : 1)
                + (before.Enable.Text == after.Enable.Text ? 0 : 1) + (before.FinalQuery?.Text == after.FinalQuery?.Text ? 0 : 1)
                + (before.BigLock == after.BigLock ? 0 : 1) + (before.Enumerate == after.Enumerate ? 0 : 1) + (before.CopyOrder == after.CopyOrder ? 0 : 1);
            Assert.Equal(1, changes);
            Assert.Same(original.Hardware, mutant.Changed.Hardware);
        }
    }

    private static IEnumerable<string> Mutants(string unmap) => CallMutants
        .Of(new Candidate(ProtocolText.ParseUnmap(unmap).Calls), mayHaveMoreCalls: true)
        .Select(mutant => $"{Words.Of(mutant.Operator)} {mutant.Candidate.Text}");
}
