using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explorer;

/// <summary>The answer to a request.</summary>
/// <exception cref="InputException">Something in the request is wrong.</exception>
internal delegate JObject ExplorerAnswer(JsonFile request, CancellationToken cancellation);

/// <summary>What the explorer can be asked; every answer comes from the engines that the other commands use.</summary>
/// <param name="catalogue">Where names in requests are looked up.</param>
/// <param name="limits">What may stop a search, the end of the explorer included.</param>
internal sealed class ExplorerApi(Catalogue catalogue, SearchLimits limits)
{
    // One search takes all the cores that there are.
    private readonly Lock _searching = new();

    public IReadOnlyDictionary<string, ExplorerAnswer> Answers => new Dictionary<string, ExplorerAnswer>(StringComparer.Ordinal)
    {
        ["position"] = (request, _) => PositionJson.Write(Position.Read(request, catalogue)),
        ["reach"] = Reach,
        ["open"] = (request, _) => Open(ScheduleJson.Read(request)),
        ["save"] = (request, _) => Save(Position.Read(request, catalogue).Behind),
    };

    /// <summary>A saved schedule as a position: as far as it can be followed, and why no farther.</summary>
    /// <exception cref="InputException">No position can be written of its scenario, or it has too many steps.</exception>
    public JObject Open(Schedule schedule)
    {
        if (schedule.Scenario.Protocol.ShortensRange)
            throw new InputException("schedule", "is of a mutant whose range is shortened, which no page can name; 'racemodel replay' repeats it");
        ReplayResult replay = Replay.Run(schedule);
        IReadOnlyList<TraceStep> steps = replay.Trace.Steps;
        if (steps.Count > Position.MostSteps) throw new InputException("schedule", $"{steps.Count} steps: expected at most {Position.MostSteps}");

        return new()
        {
            ["scenario"] = ScenarioWords.Write(schedule.Scenario, catalogue),
            ["path"] = Position.PathOf(steps.Select(step => step.Process)),
            ["step"] = steps.Count,
            ["problem"] = replay.Divergence is { } divergence ? $"step {divergence.Step}: expected '{divergence.Expected}', but {divergence.Reason}" : null,
        };
    }

    private JObject Reach(JsonFile request, CancellationToken cancellation)
    {
        Position position = Position.Read(request, catalogue);
        lock (_searching)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limits.Cancellation, cancellation);
            var checker = new Checker(limits with { Cancellation = either.Token });
            return PositionJson.Write(checker.CheckFrom(position.Trace.System, position.State, PropertySet.All));
        }
    }

    private static JObject Save(Trace trace)
    {
        PropertySet violated = trace.Steps.Count == 0 ? default : trace.Steps[^1].Transition.Violated;
        return JObject.Parse(ScheduleJson.Write(Schedule.Of(trace, violated.IsEmpty ? null : violated.Items().First())));
    }
}
