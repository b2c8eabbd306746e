using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Explorer;

/// <summary>
/// Where somebody stands in a scenario: a run, and how many of its steps are behind. A request carries it whole, as the
/// scenario's words and a path: a character for each step, the number of the process that takes it, in base 36.
/// </summary>
internal sealed record Position(Trace Trace, int Step)
{
    /// <summary>How many steps a path may have: several times as many as the longest run of the catalogue.</summary>
    public const int MostSteps = 2_000;

    public static IReadOnlyList<string> Keys { get; } = ["scenario", "path", "step"];

    /// <summary>The state there.</summary>
    public State State => Trace.StateAfter(Step);

    /// <summary>The part of the run that is behind.</summary>
    public Trace Behind => Trace.UpTo(Step);

    public static string PathOf(IEnumerable<int> processes) => string.Concat(processes.Select(process => Digits[process]));

    /// <exception cref="InputException">The scenario is wrong, or the path leads nowhere.</exception>
    public static Position Read(JsonFile request, Catalogue catalogue)
    {
        var entry = new JsonEntry(request, request.Root, "request", "position", Keys);
        JToken scenario = entry.Require("scenario", "a scenario");
        TransitionSystem system = TransitionSystem.Of(
            new NamedScenarioReader(catalogue).Read(new(request, scenario, "scenario", "given", NamedScenarioReader.Keys)));
        JToken path = entry.Require("path", "a path");
        string digits = request.TextOf(path, "a path: a text with the number of a process for each step");
        if (digits.Length > MostSteps) throw request.Wrong(path, $"the path has {digits.Length} steps; expected at most {MostSteps}");

        Trace trace = Walk(system, digits, problem => request.Wrong(path, problem));
        return new(trace, entry.Number("step", trace.Steps.Count, otherwise: trace.Steps.Count));
    }

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static Trace Walk(TransitionSystem system, string path, Func<string, InputException> wrong)
    {
        List<TraceStep> steps = [];
        State state = system.Initial;
        foreach (char digit in path)
        {
            int process = Digits.IndexOf(digit, StringComparison.Ordinal);
            if (process < 0 || process >= system.ProcessCount)
                throw wrong($"'{digit}' is no process; expected one of {Digits[..system.ProcessCount]}");
            Transition transition = system.TryTransition(ref state, process)
                ?? throw wrong($"process {process} has no step after {steps.Count} steps ({system.FindFalseGuard(state, process)})");
            steps.Add(new(process, transition, state));
        }

        return new(system, steps);
    }
}
