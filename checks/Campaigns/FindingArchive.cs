using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Campaigns;

/// <summary>
/// Keeps the violating runs of a campaign in a folder: each first as it was found, and only then made smaller, so that nothing is
/// lost whatever happens next.
/// </summary>
internal sealed class FindingArchive
{
    private readonly string _folder;

    /// <param name="folder">The folder; it is made if it is not there.</param>
    /// <exception cref="InputException">The folder cannot be made.</exception>
    public FindingArchive(string folder)
    {
        _folder = folder;
        OutputFile.MakeFolder(folder);
    }

    /// <exception cref="InputException">A file cannot be written.</exception>
    public Finding Keep(CampaignTest test, RawFinding raw)
    {
        TransitionSystem system = TransitionSystem.Of(test.Scenario.Scenario);
        string name = NameOf(test, Words.Of(raw.Property));
        Save(name + ".found", Schedule.Of(Run(system, raw), raw.Property));

        MinimizedRun smaller = Minimizer.Minimize(system, raw.Processes, raw.Property);
        var schedule = Schedule.Of(smaller.Trace, smaller.Property);
        string file = Save(name, schedule);
        return new()
        {
            Property = raw.Property,
            Schedule = schedule,
            Switches = smaller.Switches,
            StepsFound = smaller.StepsBefore,
            SwitchesFound = smaller.SwitchesBefore,
            Execution = raw.Execution,
            File = file,
        };
    }

    /// <summary>Saves the first of a test's suspects: a run that nobody knows to violate anything.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public Suspects Keep(CampaignTest test, RawFinding first, int count)
    {
        var system = TransitionSystem.Of(test.Scenario.Scenario);
        string file = Save(NameOf(test, $"{Words.Of(first.Property)}.suspect"), Schedule.Of(Run(system, first), violated: null));
        return new(count, first.Execution, first.Processes.Length, file);
    }

    /// <summary>Where a test's search is saved.</summary>
    public SearchCheckpoint CheckpointOf(CampaignTest test, bool resumes, TimeSpan interval) => new(CheckpointPathOf(test), resumes, interval);

    /// <summary>Deletes the checkpoints of finished tests, whose results have been written down.</summary>
    /// <exception cref="InputException">A file cannot be deleted.</exception>
    public void DropCheckpoints(CampaignResult result)
    {
        foreach (TestResult test in result.Tests)
        {
            if (test.IsFinished && !test.Test.Plan.IsDivisible) OutputFile.Delete(CheckpointPathOf(test.Test));
        }
    }

    private string CheckpointPathOf(CampaignTest test) => Path.Combine(_folder, NameOf(test, "search") + ".checkpoint");

    private string Save(string name, Schedule schedule)
    {
        string file = Path.Combine(_folder, name + ".schedule.json");
        OutputFile.Write(file, ScheduleJson.Write(schedule));
        return file;
    }

    private static Trace Run(TransitionSystem system, RawFinding raw) => Trace.Run(system, raw.Processes.Select(process => (int)process));

    // A test's number makes the name unique and the same in every run.
    private static string NameOf(CampaignTest test, string what) =>
        OutputFile.NameOf($"{test.Number + 1:000}_{test.Scenario.Name}_{test.Plan.Label}_{what}");
}
