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
        string name = NameOf(test, raw.Property);
        var found = Trace.Run(system, raw.Processes.Select(process => (int)process));
        OutputFile.Write(Path.Combine(_folder, name + ".found.schedule.json"), ScheduleJson.Write(Schedule.Of(found, raw.Property)));

        MinimizedRun smaller = Minimizer.Minimize(system, raw.Processes, raw.Property);
        var schedule = Schedule.Of(smaller.Trace, smaller.Property);
        string file = Path.Combine(_folder, name + ".schedule.json");
        OutputFile.Write(file, ScheduleJson.Write(schedule));
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

    // A test's number makes the name unique and the same in every run.
    private static string NameOf(CampaignTest test, Property property)
    {
        string name = $"{test.Number + 1:000}_{test.Scenario.Name}_{test.Plan.Label}_{Words.Of(property)}";
        return new([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')]);
    }
}
