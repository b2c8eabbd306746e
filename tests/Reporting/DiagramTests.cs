using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Explanations;
using Xunit;

namespace RaceModel.Tests.Reporting;

/// <summary>Mermaid and Graphviz get what their grammars ask for, and all of it.</summary>
public sealed partial class DiagramTests
{
    private static readonly string[] Small = ["check", "--unmap", "plain", "--guest", "dma 0; unmap 0", "--pages", "1", "--rounds", "0"];

    [Fact]
    public void Sequence_diagram_has_a_message_for_each_step()
    {
        foreach (Explanation explanation in ExplainedCatalogue.All)
        {
            string[] lines = [.. MermaidText.Lines(explanation)];
            string[] participants = [.. lines.Select(line => Participant().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
            Match[] messages = [.. lines.Select(line => Message().Match(line)).Where(match => match.Success)];

            Assert.Equal("sequenceDiagram", lines[0]);
            Assert.Equal(explanation.Trace.Steps.Select((step, index) => $"{index + 1} {StepLabel.Of(step.Transition.Step)}"), messages.Select(match => match.Groups[3].Value));
            Assert.All(messages, message => Assert.True(participants.Contains(message.Groups[1].Value) && participants.Contains(message.Groups[2].Value)));
            Assert.All(lines.Skip(1), line => Assert.Matches(Line(), line));
            Assert.Equal(lines.Count(line => line.StartsWith("    rect ", StringComparison.Ordinal)), lines.Count(line => line == "    end"));
            Assert.Equal(explanation.Window is null ? 0 : 1, lines.Count(line => line == "    end"));
        }
    }

    [Fact]
    public void Scenario_without_violation_is_an_empty_sequence_diagram()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "quiesced", "--format", "mermaid");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("sequenceDiagram", run.Lines[0]);
    }

    [Fact]
    public void Graph_has_all_states_and_steps_and_the_schedule_in_bold()
    {
        JObject report = JObject.Parse(Tool.Run([.. Small, "--property", "no-lost-write", "--format", "json"]).Output);
        int length = (int)report["properties"]![0]!["length"]!;

        ToolRun run = Tool.Run([.. Small, "--property", "no-lost-write", "--format", "dot"]);

        Assert.Equal(1, run.ExitCode);
        Match[] edges = [.. run.Lines.Select(line => Edge().Match(line)).Where(match => match.Success)];
        string[] nodes = [.. run.Lines.Where(line => Node().IsMatch(line))];
        Assert.Equal((int)report["states"]!, nodes.Length);
        Assert.Equal((int)report["transitions"]!, edges.Length);
        Assert.Equal(run.Lines.Count, 1 + 3 + nodes.Length + edges.Length + 1 + 1);

        // The bold edges are one path from the initial state to the violation.
        Match[] bold = [.. edges.Where(edge => edge.Value.Contains("penwidth", StringComparison.Ordinal))];
        Assert.Equal(length, bold.Length);
        var next = bold.ToDictionary(edge => edge.Groups[1].Value, edge => edge);
        string state = "0";
        for (int step = 0; step < length; step++) state = next[state].Groups[2].Value;
        Assert.Contains("LW", bold.Single(edge => edge.Groups[2].Value == state).Value, StringComparison.Ordinal);
        Assert.Contains(edges, edge => edge.Value.Contains("\\nUF", StringComparison.Ordinal) && edge.Value.Contains("color=red", StringComparison.Ordinal));
    }

    [Fact]
    public void Stuck_states_are_octagons()
    {
        string[] options = ["check", "--unmap", "atomic-stale-compare", "--guest", "dma 0; unmap 0", "--pages", "1", "--rounds", "0"];
        Scenario scenario = ExplainedCatalogue.ScenarioOf("vtd", "atomic-stale-compare", "racing") with { Pages = 1, Rounds = 0 };
        NaiveSearch search = NaiveSearch.Run(TransitionSystem.Of(scenario), int.MaxValue)!;

        ToolRun run = Tool.Run([.. options, "--property", "always-completes", "--format", "dot"]);

        Assert.Equal(search.CountStuck(), run.Lines.Count(line => line.Contains("octagon", StringComparison.Ordinal)));
    }

    [Fact]
    public void Large_scenario_is_not_drawn_and_the_remedy_is_named()
    {
        ToolRun run = Tool.Run("check", "--unmap", "two-call", "--guest", "range", "--format", "dot");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("error: --format dot: the scenario has more than 2000 states; give fewer --pages and --rounds, or a shorter guest", run.Error.TrimEnd());
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Replay_draws_no_states()
    {
        ToolRun run = Tool.Run("replay", "x.json", "--format", "dot");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: --format dot draws all states of a scenario: it is for 'racemodel check'", run.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^    participant (\w+) as [^;#]+$")]
    private static partial Regex Participant();

    [GeneratedRegex(@"^    (\w+)--?>>(\w+): ([^;#]+)$")]
    private static partial Regex Message();

    // What is written of the grammar of sequence diagrams: https://mermaid.js.org/syntax/sequenceDiagram.html
    [GeneratedRegex(@"^    (participant \w+ as [^;#]+|\w+--?>>\w+: [^;#]+|Note over \w+,\w+: [^;#]+|rect rgba\([\d., ]+\)|end)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^    (\d+) -> (\d+) \[label=""[^""]+""(, \w+=\w+)*\];$")]
    private static partial Regex Edge();

    [GeneratedRegex(@"^    \d+ \[label=""\d+""(, \w+=\w+)*\];$")]
    private static partial Regex Node();
}
