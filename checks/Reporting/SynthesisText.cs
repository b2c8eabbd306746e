using RaceModel.Checks.Exploration;
using RaceModel.Checks.Synthesis;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>The cheapest protocols as text.</summary>
internal static class SynthesisText
{
    public static void Write(SynthesisResult result, IAnsiConsole console)
    {
        SynthesisProblem problem = result.Problem;
        string bounds = problem.Part == ProtocolPart.Unmap ? $"{problem.Space.MaxCalls} calls and {problem.Space.MaxPrimitives}" : $"{problem.Space.MaxPrimitives}";
        console.WriteLine($"The cheapest {Words.Of(problem.Part)} protocols for {problem.Hardware.Name}, of at most {bounds} primitives.");
        console.WriteLine();
        foreach (IGrouping<PropertySet, Requirement> group in problem.Requirements.GroupBy(requirement => requirement.Properties))
            console.WriteLine($"required of {string.Join(", ", group.Select(requirement => requirement.Guest.Name))}: {Names(group.Key)}");
        console.WriteLine(
            $"search      {result.CanonicalCandidates:N0} candidates in canonical form, of {result.Candidates:N0}; {result.Searches:N0} searches; "
            + $"{result.Guides:N0} counterexamples rule out the rest: {result.StopReason ?? "complete"}");
        console.WriteLine();
        if (result.StopReason is not null) console.WriteLine("Not a front: what follows keeps what is required, but cheaper ones may have been missed.");
        WriteFront(result, console);
    }

    private static string Names(PropertySet properties) =>
        properties == PropertySet.All ? "all nine properties" : string.Join(", ", properties.Items().Select(Words.Of));

    private static void WriteFront(SynthesisResult result, IAnsiConsole console)
    {
        if (result.Front.Count == 0)
        {
            WriteNothingFound(result, console);
            return;
        }

        Table grid = new Table().Border(TableBorder.Simple).AddColumn(Column("protocol"));
        foreach (Requirement requirement in result.Problem.Requirements) grid.AddColumn(Column(requirement.Guest.Name));
        foreach (string cost in (string[])["calls", "flushes", "walks", "faults early", "steps"]) grid.AddColumn(Column(cost).RightAligned());
        foreach ((CostVector cost, VerifiedCandidate protocol) in result.Front.SelectMany(entry => entry.Protocols.Select(protocol => (entry.Cost, protocol))))
        {
            grid.AddRow((string[])
            [
                Markup.Escape(protocol.Candidate.Text), .. protocol.Results.Select(VerdictCell.Of), $"{cost.Calls}", $"{cost.Flushes}", $"{cost.Walks}",
                cost.FaultsEarly ? "yes" : "no", $"{protocol.Candidate.Cost.Steps}",
            ]);
        }

        console.Write(grid);
        if (result.StopReason is null) console.WriteLine("Nothing cheaper keeps what is required. What rules out the protocols that are simpler by one primitive or call:");
        foreach (RuledOut simpler in result.Front.SelectMany(entry => entry.Below))
            console.WriteLine($"  {simpler.Candidate.Text}: {Words.Of(simpler.Verdict.Property)}, guest {simpler.Guest.Name}, {simpler.Verdict.Length} steps");
    }

    private static void WriteNothingFound(SynthesisResult result, IAnsiConsole console)
    {
        if (result.StopReason is not null) return;
        console.WriteLine("No protocol within these bounds keeps what is required.");
        if (result.WithoutThePart is not { } ruledOut) return;

        Verdict verdict = ruledOut.Verdict;
        console.WriteLine($"Guest {ruledOut.Guest.Name} ({ruledOut.Guest.Text}) violates {Words.Of(verdict.Property)} before the {Words.Of(result.Problem.Part)} matters,");
        console.WriteLine($"in {verdict.Length} steps: {verdict.Property.Violation()}.");
        console.WriteLine();
        CheckText.WriteColumns(verdict.Counterexample!, console);
    }

    private static TableColumn Column(string heading) => new TableColumn(Markup.Escape(heading)).Padding(0, 1);
}
