using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Campaigns;

/// <summary>Where an exhaustive search of a campaign is saved, so that a long one does not begin anew after an interruption.</summary>
/// <param name="Path">The file.</param>
/// <param name="Resumes">Whether a search that was saved there goes on; else it is forgotten.</param>
/// <param name="Interval">How long after a save the next one is due.</param>
internal sealed record SearchCheckpoint(string Path, bool Resumes, TimeSpan Interval)
{
    /// <exception cref="InputException">The file cannot be written, is damaged, or is one of another model or scenario.</exception>
    public CheckpointFile Open(Scenario scenario, TimeProvider clock)
    {
        if (!Resumes) OutputFile.Delete(Path);
        CheckpointFile file = CheckpointFile.Open(Path, scenario, Reductions.None, resume: File.Exists(Path), Interval, clock);
        file.SavesEarlyEnd = false;
        return file;
    }
}
