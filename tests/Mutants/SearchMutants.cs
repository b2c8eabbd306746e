namespace RaceModel.Tests;

/// <summary>Mistakes in the search and in its verdicts.</summary>
internal static class SearchMutants
{
    private const string Graph = "checks/Exploration/StateGraph.cs", Chunk = "checks/Exploration/SuccessorChunk.cs",
        Completion = "checks/Exploration/CompletionAnalysis.cs", Backward = "checks/Exploration/BackwardReachability.cs",
        Outcomes = "checks/Exploration/OutcomeSet.cs", Judge = "checks/Exploration/Checker.cs", Source = "checks/Exploration/ScenarioSource.cs";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("the last violating step counts", Graph, "tracking without second flush",
            "if (FindViolation(step.Property) is null) Violations.Add(step);",
            "Violations.Insert(0, step);"),
        new("a deadlock is an end", Chunk, "a page request is answered after a map",
            "if (found == 0 && source.IsEnd(state))",
            "if (found == 0)"),
        new("the farthest stuck state counts", Completion, "a page request is answered after a map",
            "unsettled[^1]",
            "unsettled[0]"),
        new("a state is stuck unless its witness settles", Backward, "a stale compare never ends",
            "if (_reaches[successor]) return true;",
            ""),
        new("every state can finish", Completion, "a page request is answered after a map",
            "if (!backward.Settles(state)) unsettled.Add(state);",
            ""),
        new("the farthest end with an outcome counts", Outcomes, "tracking without second flush",
            "foreach (int end in graph.Ends)",
            "foreach (int end in Enumerable.Reverse(graph.Ends))"),
        new("the farthest outcome counts", Outcomes, "tracking without second flush",
            "DefaultIfEmpty(-1).Min()",
            "DefaultIfEmpty(-1).Max()"),
        new("outcomes of the run without migration are looked for", Outcomes, "mappings are dirty from the start",
            "!other.Contains(pair.Key)",
            "other.Contains(pair.Key)"),
        new("the run without migration migrates", Outcomes, "tracking without second flush",
            "TransitionSystem.WithoutMigration(scenario)",
            "TransitionSystem.Of(scenario)"),
        new("a counterexample lacks its last step", Judge, "tracking without second flush",
            "[.. graph.ProcessesTo(step.Source), step.Process]",
            "[.. graph.ProcessesTo(step.Source)]"),
        new("steps of one state are taken after each other", Source, "mappings are dirty from the start",
            "            target = source;\n",
            ""),
        new("the last process is forgotten", Source, "warm entries are dirty",
            "process < System.ProcessCount; process++",
            "process < System.ProcessCount - 1; process++"),
    ];
}
