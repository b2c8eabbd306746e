using System.Collections.Concurrent;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Synthesis;

/// <summary>The scenarios that have been searched, with their results.</summary>
internal sealed class JudgedScenarios
{
    private readonly ConcurrentDictionary<string, Lazy<CheckResult>> _results = new(StringComparer.Ordinal);
    private readonly JudgedFile? _file;
    private int _searches;

    /// <param name="file">Where results of an earlier run are, and where those of this one are kept; null for neither.</param>
    public JudgedScenarios(JudgedFile? file = null) => _file = file;

    /// <summary>How many scenarios have been searched in this run.</summary>
    public int Searches => _searches;

    public CheckResult GetOrAdd(Scenario scenario, Func<Scenario, CheckResult> search)
    {
        string key = ScenarioKey.Of(scenario);
        return _results.GetOrAdd(key, _ => new(() => _file?.Find(key, scenario) ?? Search(key))).Value;

        CheckResult Search(string name)
        {
            CheckResult result = search(scenario);
            Interlocked.Increment(ref _searches);
            _file?.Append(name, result);
            return result;
        }
    }
}
