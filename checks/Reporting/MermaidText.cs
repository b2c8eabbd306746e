using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;

namespace RaceModel.Checks.Reporting;

/// <summary>A run as a Mermaid sequence diagram: who acts on what, the race and its window marked.</summary>
internal static class MermaidText
{
    private const string PageTable = "PT", Memory = "RAM", Destination = "DST";

    private static readonly (string Name, string Title)[] Participants =
    [
        ("G", "guest vCPU"), ("D", "device"), ("I", "IOMMU"), (PageTable, "I/O page table"), (Memory, "guest RAM"),
        ("U", "VMM: unmap"), ("M", "VMM: migration"), (Destination, "destination"),
    ];

    /// <summary>A diagram without a message.</summary>
    public static IReadOnlyList<string> NoViolation { get; } = ["sequenceDiagram", "    %% nothing is violated: there is no schedule to show"];

    public static IEnumerable<string> Lines(Explanation explanation)
    {
        Trace trace = explanation.Trace;
        yield return "sequenceDiagram";
        foreach ((string name, string title) in Participants) yield return $"    participant {name} as {title}";
        for (int number = 1; number <= trace.Steps.Count; number++)
        {
            if (explanation.Window?.Opens == number) yield return "    rect rgba(255, 165, 0, 0.2)";
            yield return $"    {Message(number, trace.Steps[number - 1].Transition.Step)}";
            if (explanation.Race is { } race && (race.First == number || race.Second == number))
                yield return $"    Note over {Participants[0].Name},{Destination}: step {number} races for {race.Location}";
            if (explanation.Window?.Closes == number) yield return "    end";
        }

        yield return $"    Note over {Participants[0].Name},{Destination}: {Escape($"{Words.Of(explanation.Property)}: {explanation.Values}")}";
    }

    private static string Message(int number, Step step)
    {
        string actor = Of(step.Actor);
        string text = Escape($"{number} {StepLabel.Of(step)}");
        return step.Rule switch
        {
            Rule.Post => $"{actor}->>D: {text}",
            Rule.AwaitOk or Rule.AwaitError => $"D-->>{actor}: {text}",
            Rule.Load => $"{Memory}-->>{actor}: {text}",
            Rule.Unmap => $"{actor}->>U: {text}",
            Rule.Map => $"{actor}->>{PageTable}: {text}",
            Rule.Fetch => $"{actor}->>I: {text}",
            Rule.WalkPageTable or Rule.ReadWalk => $"{PageTable}-->>{actor}: {text}",
            Rule.SetDirty or Rule.OrDirty or Rule.WriteBackDirty => $"{actor}->>{PageTable}: {text}",
            Rule.Land => $"{actor}->>{Memory}: {text}",
            >= Rule.Visit and <= Rule.GiveUpExchange => $"{actor}->>{PageTable}: {text}",
            Rule.SetTracking or Rule.InvalidateIotlb => $"{actor}->>I: {text}",
            Rule.InvalidateDeviceTlb => $"{actor}->>D: {text}",
            Rule.Wait => $"I-->>{actor}: {text}",
            Rule.Return when step.Actor == Actor.VmmTrapThread && step.Iova != Step.None => $"{actor}-->>G: {text}",
            Rule.Copy or Rule.SwitchOver => $"{actor}->>{Destination}: {text}",
            Rule.Freeze => $"{actor}->>G: {text}",
            Rule.Stop => $"{actor}->>D: {text}",
            _ => $"{actor}->>{actor}: {text}",
        };
    }

    private static string Of(Actor actor) => actor switch
    {
        Actor.GuestVcpu => "G",
        Actor.DmaDevice => "D",
        Actor.Iommu => "I",
        Actor.VmmTrapThread => "U",
        _ => "M",
    };

    // A semicolon would end the statement, and a hash begins an entity.
    private static string Escape(string text) => text.Replace("#", "#35;", StringComparison.Ordinal).Replace(";", ",", StringComparison.Ordinal);
}
