using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;

namespace RaceModel.Checks.Reporting.Html;

/// <summary>
/// Traces as compact JSON, for <c>pool.js</c> to read. Thousands of counterexamples differ in little, so each value, step, effect
/// and trace is written once and meant by its number.
/// </summary>
internal sealed class TracePool
{
    private const int NotThere = -1;

    private readonly Numbering<string> _values = new(), _initials = new(), _steps = new(), _effects = new(), _traces = new();
    private readonly Dictionary<(int Pages, int Devices, int Dmas, State State), int[]> _contents = [];

    /// <summary>Takes a trace in, if it is new; its number.</summary>
    public int NumberOf(Trace trace)
    {
        int[] before = ContentOf(trace.System, trace.System.Initial);
        var numbers = new List<int> { _initials.NumberOf(Compact(Pairs(before, index => before[index] != NotThere))) };
        foreach (TraceStep step in trace.Steps)
        {
            int[] after = ContentOf(trace.System, step.After);
            numbers.Add(_steps.NumberOf(Compact(Write(step.Transition.Step))));
            numbers.Add(_effects.NumberOf(Compact(Write(step.Transition, before, after))));
            before = after;
        }

        return _traces.NumberOf(Compact(new JArray(numbers)));
    }

    /// <summary>All that the numbers mean.</summary>
    public IEnumerable<JProperty> Write() =>
    [
        new("locations", new JArray(Enumerable.Range(0, Location.Count).Select(index => Location.FromIndex(index).ToString()))),
        new("values", new JArray(_values.Values)),
        new("initials", Raw(_initials)),
        new("steps", Raw(_steps)),
        new("effects", Raw(_effects)),
        new("traces", Raw(_traces)),
    ];

    private static JArray Write(Step step) => [step.Name, (int)step.Actor, StepLabel.Of(step), step.ToString(), StepSource.Of(step).ToString()];

    /// <summary>What a step did: the locations that it changed, each with its new value; what it read, wrote and violated.</summary>
    private static JArray Write(Transition transition, int[] before, int[] after) =>
    [
        Pairs(after, index => after[index] != before[index]),
        Write(transition.Footprint.Reads),
        Write(transition.Footprint.Writes),
        new JArray(transition.Violated.Items().Select(property => (int)property)),
    ];

    private static JArray Write(LocationSet locations) => new(locations.Items().Select(location => location.Index));

    private static JArray Pairs(int[] content, Func<int, bool> predicate) =>
        new(Enumerable.Range(0, content.Length).Where(predicate).SelectMany(index => (int[])[index, content[index]]));

    private int[] ContentOf(TransitionSystem system, State state)
    {
        (int, int, int, State) key = (system.Scenario.Pages, system.Scenario.Devices, system.Scenario.Guest.Dmas.Length, state);
        if (_contents.TryGetValue(key, out int[]? known)) return known;

        var content = new int[Location.Count];
        Array.Fill(content, NotThere);
        foreach ((Location location, string value) in StateText.Values(system, state)) content[location.Index] = _values.NumberOf(value);
        _contents.Add(key, content);
        return content;
    }

    private static JArray Raw(Numbering<string> texts) => new(texts.Values.Select(text => new JRaw(text)));

    private static string Compact(JArray array) => array.ToString(Formatting.None);
}
