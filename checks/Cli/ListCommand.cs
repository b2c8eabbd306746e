using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel list</c>: shows the catalogue.</summary>
internal static class ListCommand
{
    public static Command Create(ToolConsole console)
    {
        Option<string[]> catalogueFiles = CommonOptions.CatalogueFiles();
        Option<ReportFormat?> format = CommonOptions.Format();
        var command = new Command("list", "Shows the catalogue: hardware, protocols, guests and real software, each with its source.") { catalogueFiles, format };
        command.SetAction((parse, _) => console.Run(() =>
        {
            Catalogue catalogue = parse.Load(catalogueFiles);
            if (parse.GetValue(format) == ReportFormat.Json) console.WriteJson(CatalogueJson.Write(catalogue));
            else CatalogueText.Write(catalogue, console.Out);
            return ExitCode.Success;
        }));
        return command;
    }
}
