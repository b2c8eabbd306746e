using System.CommandLine;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel schema</c>: prints the JSON schemas of what the tool reads and writes.</summary>
internal static class SchemaCommand
{
    public static Command Create(ToolConsole console)
    {
        var name = new Argument<string>("NAME") { Description = $"One of: {string.Join(", ", ShippedSchemas.Names)}." };
        name.AcceptOnlyFromAmong([.. ShippedSchemas.Names]);
        var command = new Command("schema", "Prints a JSON schema.") { name };
        command.SetAction((parse, _) => console.Run(() =>
        {
            console.WriteText(ShippedSchemas.Read(parse.GetRequiredValue(name)));
            return ExitCode.Success;
        }));
        return command;
    }
}
