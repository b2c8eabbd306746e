using System.Text.Json;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Coyote;

/// <summary>What the engine does where it was compiled in.</summary>
internal static partial class CoyoteEngine
{
    public static partial bool IsCompiledIn => true;

    public static partial CoyoteResult Run(Scenario scenario, PropertySet properties, CoyoteSettings settings) =>
        new CoyoteSearch(scenario, properties, settings).Run();

    public static partial CoyoteReplay Replay(Scenario scenario, Property property, string trace)
    {
        PropertySet asked = PropertySet.Of(property);
        using CoyoteSession session = Open(scenario, asked, trace);
        session.Run(() => false);
        bool reached = session.Failure is not null && CoyoteSearch.ViolatedIn(session).Contains(property);
        return new(Schedule.Of(session.Last.Run.Trace, reached ? property : null), session.Failure);
    }

    private static CoyoteSession Open(Scenario scenario, PropertySet asked, string trace)
    {
        if (string.IsNullOrWhiteSpace(trace)) throw NotATrace("it is empty");
        try
        {
            return new(EngineConfiguration.Of(trace), TransitionSystem.Of(scenario), asked, CoyoteSearch.BaselineFor(scenario, asked));
        }
        catch (Exception exception) when (exception
            is JsonException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException or IndexOutOfRangeException)
        {
            throw NotATrace(exception.Message);
        }
    }

    private static InputException NotATrace(string problem) => new("trace", $"not a reproducible trace of Coyote: {problem}");
}
