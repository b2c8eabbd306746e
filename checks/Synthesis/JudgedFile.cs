using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Synthesis;

/// <summary>
/// The results of searched scenarios in a file, one a line, from which a synthesis that was stopped goes on. A line that was cut off
/// when the program was killed is as if it were not there.
/// </summary>
internal sealed class JudgedFile : IDisposable
{
    private const string Expected = "a checkpoint of a synthesis by this version of the model";

    private readonly Dictionary<string, JObject> _known = new(StringComparer.Ordinal);
    private readonly StreamWriter _writer;
    private readonly Lock _lock = new();

    private JudgedFile(string path, bool resumes)
    {
        if (resumes) ReadKnown(path);
        _writer = new(path, append: false) { NewLine = "\n", AutoFlush = true };
        _writer.WriteLine(new JObject { ["modelVersion"] = TransitionSystem.ModelVersion }.ToString(Formatting.None));
        foreach (JObject line in _known.Values) _writer.WriteLine(line.ToString(Formatting.None));
    }

    /// <exception cref="InputException">The file cannot be used.</exception>
    public static JudgedFile Open(string path, bool resumes)
    {
        try
        {
            return new(path, resumes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(path, $"cannot be written ({e.Message.TrimEnd('.')}); expected the place of {Expected}");
        }
    }

    /// <summary>The result of a scenario; null if the file has none.</summary>
    public CheckResult? Find(string key, Scenario scenario) => _known.TryGetValue(key, out JObject? line) ? Read(line, scenario) : null;

    public void Append(string key, CheckResult result)
    {
        lock (_lock) _writer.WriteLine(Write(key, result).ToString(Formatting.None));
    }

    public void Dispose() => _writer.Dispose();

    private void ReadKnown(string path)
    {
        string[] lines = InputFile.ReadText(path, Expected).Split('\n');
        if (TryParse(lines[0]) is not { } header || (string?)header["modelVersion"] != TransitionSystem.ModelVersion)
            throw new InputException(path, $"is of another version of the model, or no checkpoint; expected {Expected}: start anew without --resume");

        foreach (JObject line in lines.Skip(1).Select(TryParse).OfType<JObject>()) _known[(string)line["scenario"]!] = line;
    }

    private static JObject? TryParse(string line)
    {
        try
        {
            return JObject.Parse(line);
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    private static JObject Write(string key, CheckResult result) => new()
    {
        ["scenario"] = key,
        ["states"] = result.States,
        ["transitions"] = result.Transitions,
        ["depth"] = result.Depth,
        ["violated"] = new JObject(result.Verdicts
            .Where(verdict => verdict.Kind == VerdictKind.Violated)
            .Select(verdict => new JProperty(Words.Of(verdict.Property), new JArray(verdict.Processes!)))),
    };

    private static CheckResult Read(JObject line, Scenario scenario)
    {
        JToken violated = line["violated"]!;
        return new()
        {
            Scenario = scenario,
            Verdicts = [.. Enum.GetValues<Property>().Select(property => ReadVerdict(property, violated[Words.Of(property)], scenario))],
            States = (long)line["states"]!,
            Transitions = (long)line["transitions"]!,
            Depth = (int)line["depth"]!,
            Bytes = 0,
            StopReason = null,
            Outcomes = [],
            BaselineOutcomes = [],
            Elapsed = TimeSpan.Zero,
        };
    }

    private static Verdict ReadVerdict(Property property, JToken? processes, Scenario scenario) => processes is null
        ? new(property, VerdictKind.Holds)
        : new(property, VerdictKind.Violated) { Scenario = scenario, Processes = [.. processes.Select(process => (int)process)] };
}
