using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace RaceModel.Checks.Cli;

/// <summary>The command line of <c>racemodel</c>.</summary>
internal static class RaceModelCommand
{
    // A search that is interrupted still has to write down what it found.
    private static readonly TimeSpan TimeToReport = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, ToolConsole console)
    {
        ParseResult parse = Create(console).Parse(arguments);
        if (parse.Errors.Count > 0)
        {
            foreach (ParseError error in parse.Errors) console.WriteError(error.Message);
            console.WriteError($"'{HelpFor(parse)}' shows what can be given");
            return (int)ExitCode.BadInput;
        }

        return await parse.InvokeAsync(new() { ProcessTerminationTimeout = TimeToReport }).ConfigureAwait(false);
    }

    // Not a RootCommand: that takes its name from the executable, and the tool is called the same however it is started.
    private static Command Create(ToolConsole console) => new(
        "racemodel",
        "Finds the interleavings in which unmap, query-dirty and write-protect protocols lose dirty pages of a migrating VM or raise "
        + "unrecoverable faults, or proves that there are none within the bounds.")
    {
        new HelpOption(),
        new VersionOption(),
        CompareCommand.Create(console),
        ReportCommand.Create(console),
        CheckCommand.Create(console),
        EstimateCommand.Create(console),
        SynthesizeCommand.Create(console),
        GuaranteesCommand.Create(console),
        MutateCommand.Create(console),
        TestCommand.Create(console),
        MergeCommand.Create(console),
        ReplayCommand.Create(console),
        ExploreCommand.Create(console),
        ListCommand.Create(console),
        SchemaCommand.Create(console),
    };

    private static string HelpFor(ParseResult parse) =>
        parse.CommandResult.Parent is null ? "racemodel --help" : $"racemodel {parse.CommandResult.Command.Name} --help";
}
