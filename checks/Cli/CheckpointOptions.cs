using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Cli;

/// <summary>The options by which a long search is saved and continued.</summary>
internal sealed class CheckpointOptions
{
    private const int DefaultInterval = 60;

    private readonly Option<string?> _file = new("--checkpoint") { Description = "Saves the search in this file as it goes.", HelpName = "FILE" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Continues the search that --checkpoint names." };
    private readonly Option<int?> _interval = CommonOptions.Number(
        "--checkpoint-interval", 1, 86_400, $"Seconds between two saves. Default: {DefaultInterval}.");

    public IEnumerable<Option> All => [_file, _resume, _interval];

    /// <summary>Whether a checkpoint is asked for.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_file) is not null;

    /// <summary>What is wrong with the options; null if nothing is.</summary>
    public string? FindError(CommandResult result) =>
        result.GetResult(_file) is null && (result.GetResult(_resume) is { Implicit: false } || result.GetResult(_interval) is not null)
            ? "--resume and --checkpoint-interval need --checkpoint FILE"
            : null;

    /// <summary>Opens the checkpoint; null if none is asked for.</summary>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public CheckpointFile? Open(ParseResult parse, Scenario scenario, Reductions reductions, TimeProvider clock) => parse.GetValue(_file) is { } path
        ? CheckpointFile.Open(
            path, scenario, reductions, parse.GetValue(_resume), TimeSpan.FromSeconds(parse.GetValue(_interval) ?? DefaultInterval), clock)
        : null;
}
