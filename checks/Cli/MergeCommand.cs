using System.CommandLine;
using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel merge</c>: joins the result files of a campaign's parts.</summary>
internal static class MergeCommand
{
    public static Command Create(ToolConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "The result files of all parts; one file of a whole campaign is only reported anew.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output") { Description = "Saves the joined result file in this folder.", HelpName = "DIR" };
        var report = new CampaignReport(console);
        var command = new Command("merge", "Joins the result files of a campaign that was run in parts, and reports as if it had been run as a whole.") { files };
        foreach (Option option in (Option[])[output, .. report.All]) command.Options.Add(option);

        command.SetAction((parse, _) => console.Run(() =>
        {
            CampaignResult result = ShardMerge.Join([.. parse.GetRequiredValue(files).Select(path => new ResultPart(path, ResultReader.Read(path)))]);
            if (parse.GetValue(output) is { } folder)
            {
                OutputFile.MakeFolder(folder);
                new ResultFile(Path.Combine(folder, ResultFile.NameOf(result.Shard)), TimeProvider.System).Write(result);
            }

            return report.Write(parse, result);
        }));
        return command;
    }
}
