using System.Text;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Exploration;

/// <summary>
/// A file that a search can be continued from. States never change once they are found, so each save only appends what is new since
/// the last one, as a segment with its own checksum; a search that is killed while it saves loses that segment and no more.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    private const string Magic = "RaceModel checkpoint 4\n";

    private readonly string _path;
    private readonly FileStream _file;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _clock;
    private bool _hasSaved;
    private long _lastSave;
    private CheckpointSegment _saved;

    private CheckpointFile(string path, FileStream file, TimeSpan interval, TimeProvider clock)
    {
        _path = path;
        _file = file;
        _interval = interval;
        _clock = clock;
        _lastSave = clock.GetTimestamp();
    }

    /// <summary>Whether a search that comes to its end before any save was due is saved too.</summary>
    public bool SavesEarlyEnd { get; set; } = true;

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scenario">What is searched.</param>
    /// <param name="reductions">The reductions of the search.</param>
    /// <param name="resume">Whether the search continues from the file, or begins a new one that must not be there yet.</param>
    /// <param name="interval">How long after a save the next one is due.</param>
    /// <param name="clock">Where the time comes from.</param>
    /// <exception cref="InputException">
    /// The file cannot be opened, is there already, is no checkpoint, or is one of another model, scenario or reduction.
    /// </exception>
    public static CheckpointFile Open(string path, Scenario scenario, Reductions reductions, bool resume, TimeSpan interval, TimeProvider clock)
    {
        if (!resume && File.Exists(path)) throw new InputException(path, "is there already; continue it with --resume, or name another file");
        if (resume && !File.Exists(path)) throw new InputException(path, "no such checkpoint; leave --resume out to begin one");
        try
        {
            var file = new FileStream(path, resume ? FileMode.Open : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
            var checkpoint = new CheckpointFile(path, file, interval, clock);
            string header = $"{Magic}model {TransitionSystem.ModelVersion}\nscenario {ScenarioKey.Of(scenario)}\nreduce {ReductionWords.Write(reductions)}\n";
            if (file.Length > 0) checkpoint.CheckHeader(header);
            else file.Write(Encoding.UTF8.GetBytes(header));
            file.Flush();
            return checkpoint;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, exception.Message);
        }
    }

    /// <summary>Fills a search that has not begun from the file; false if nothing was saved yet.</summary>
    /// <exception cref="InputException">A segment is damaged.</exception>
    public bool TryRestore(ISavedSearch search)
    {
        long start = _file.Position;
        bool isRestored = false;
        try
        {
            while (CheckpointSegment.TryRead(_file, search, _saved, out CheckpointSegment read))
            {
                _saved = read;
                start = _file.Position;
                isRestored = true;
            }
        }
        catch (InvalidDataException)
        {
            throw new InputException(_path, $"is damaged after byte {start}: the checksum does not match; delete it and begin anew");
        }

        // What follows is a segment whose saving was interrupted; it is written anew.
        _file.SetLength(start);
        _file.Position = start;
        if (isRestored) search.EndRestoring();
        return isRestored;
    }

    /// <summary>Saves the search if the last save is long enough ago.</summary>
    public void SaveIfDue(ISavedSearch search)
    {
        if (_clock.GetElapsedTime(_lastSave) >= _interval) Save(search);
    }

    /// <summary>Saves the search as it ended.</summary>
    /// <param name="search">The search.</param>
    /// <param name="isComplete">Whether it has come to its end.</param>
    public void SaveEnd(ISavedSearch search, bool isComplete)
    {
        if (SavesEarlyEnd || _hasSaved || !isComplete) Save(search);
    }

    /// <summary>Saves what is new since the last save.</summary>
    private void Save(ISavedSearch search)
    {
        _saved = CheckpointSegment.Write(_file, search, _saved);
        _file.Flush(flushToDisk: true);
        _hasSaved = true;
        _lastSave = _clock.GetTimestamp();
    }

    public void Dispose() => _file.Dispose();

    private void RefuseScenario(string saved, string asked) => throw new InputException(
        _path, $"is of another scenario: {ScenarioKey.DifferenceBetween(saved, asked)}; check the one that it was begun with, or begin anew in another file");

    private void CheckHeader(string expected)
    {
        using var reader = new StreamReader(_file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        string[] lines = expected.Split('\n');
        if (reader.ReadLine() != lines[0]) throw new InputException(_path, "is no checkpoint of this version of the tool");
        string? model = reader.ReadLine(), scenario = reader.ReadLine(), reductions = reader.ReadLine();
        if (model != lines[1]) throw new InputException(_path, $"was made by another version of the model ({model}; this is {lines[1]}); begin anew");
        if (scenario != lines[2]) RefuseScenario(scenario ?? "", lines[2]);
        if (reductions != lines[3]) throw new InputException(_path, $"is of a search with '--{reductions}', and this one has '--{lines[3]}'");
        _file.Position = Encoding.UTF8.GetByteCount(expected);
    }
}
