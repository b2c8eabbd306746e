using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Coyote;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Counterexamples;

/// <summary>A folder that keeps the counterexamples of checks, one file each.</summary>
internal sealed class ScheduleFolder
{
    private readonly string _path;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private ScheduleFolder(string path) => _path = path;

    /// <summary>Opens a folder, making it if it is not there; null for no folder.</summary>
    /// <exception cref="InputException">The folder cannot be made.</exception>
    public static ScheduleFolder? Open(string? path)
    {
        if (path is null) return null;
        OutputFile.MakeFolder(path);
        return new(path);
    }

    /// <summary>Saves the counterexamples of a check; says where each went.</summary>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public IReadOnlyDictionary<Property, string> Save(CheckResult result)
    {
        Dictionary<Property, string> saved = [];
        foreach (Verdict verdict in result.Verdicts)
        {
            if (verdict.Counterexample is { } schedule) saved.Add(verdict.Property, Save(schedule));
        }

        return saved;
    }

    /// <summary>Saves what Coyote found, each schedule with Coyote's own trace beside it; says where each schedule went.</summary>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public IReadOnlyDictionary<Property, string> Save(CoyoteResult result)
    {
        Dictionary<Property, string> saved = [];
        foreach (CoyoteFinding finding in result.Findings)
        {
            string name = FreeName(finding.Schedule), trace = Path.Combine(_path, name + ".coyote.trace");
            OutputFile.Write(trace, finding.Trace);
            saved.Add(finding.Property, Write(name, finding.Schedule));
        }

        return saved;
    }

    /// <summary>Saves a schedule under a name of its own; says where it went.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public string Save(Schedule schedule) => Write(FreeName(schedule), schedule);

    private string Write(string name, Schedule schedule)
    {
        string file = Path.Combine(_path, name + ".schedule.json");
        OutputFile.Write(file, ScheduleJson.Write(schedule));
        return file;
    }

    private string FreeName(Schedule schedule)
    {
        Scenario scenario = schedule.Scenario;
        string property = schedule.Violated is { } violated ? Words.Of(violated) : "run";
        string plain = OutputFile.NameOf($"{scenario.Hardware.Name}_{scenario.Protocol.Unmap.Name}_{scenario.Guest.Name}_{property}"), free = plain;
        for (int number = 2; !_taken.Add(free); number++) free = $"{plain}-{number}";
        return free;
    }
}
