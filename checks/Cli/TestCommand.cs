using System.CommandLine;
using RaceModel.Checks.Campaigns;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel test</c>: runs a campaign, and says whether each scenario gives what is expected of it.</summary>
internal sealed class TestCommand
{
    private const string DefaultOutput = "racemodel-results";
    private const int MaxWorkers = 1024;

    private readonly ToolConsole _console;
    private readonly CampaignReport _report;
    private readonly CampaignOptions _options = new();
    private readonly Argument<string> _file = new("CONFIG")
    {
        Description = $"The campaign: scenarios, their expected verdicts, strategies and budgets. Default: {CampaignFile.DefaultName}.",
        DefaultValueFactory = _ => CampaignFile.DefaultName,
    };

    private readonly Option<int?> _workers = CommonOptions.Number("--workers", 1, MaxWorkers, "How many tests run at once. Default: the machine's processors.");
    private readonly Option<Shard?> _shard = new("--shard")
    {
        Description = "Runs the K-th of N equal parts; 'merge' joins the results.",
        HelpName = "K/N",
        CustomParser = result =>
        {
            Shard? shard = Shard.Parse(result.Tokens[0].Value);
            if (shard is null) result.AddError($"--shard: '{result.Tokens[0].Value}' is no part of a whole; give K/N with K from 1 to N, such as 2/4");
            return shard;
        },
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Goes on with the interrupted campaign whose result file this is, with the same options.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = $"Keeps the result file and the schedules in this folder. Default: {DefaultOutput}, or where the resumed file is.",
        HelpName = "DIR",
    };

    private TestCommand(ToolConsole console) => (_console, _report) = (console, new(console));

    public static Command Create(ToolConsole console)
    {
        var test = new TestCommand(console);
        var command = new Command("test", "Runs a campaign: tests scenarios by search and by systematic scheduling, and compares with the expected verdicts.")
        {
            test._file,
        };
        foreach (Option option in (Option[])[.. test._options.All, test._workers, test._shard, test._resume, test._output, .. test._report.All])
            command.Options.Add(option);
        command.Validators.Add(test._options.Validate);
        command.SetAction((parse, cancellation) => console.Run(() => test.Run(parse, cancellation)));
        return command;
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        Campaign campaign = _options.Read(parse).Apply(CampaignFile.Read(parse.GetRequiredValue(_file)));
        Shard shard = parse.GetValue(_shard) ?? Shard.Whole;
        CampaignResult? earlier = ReadEarlier(parse, campaign, shard);
        string folder = parse.GetValue(_output) ?? (parse.GetValue(_resume) is { } resumed ? FolderOf(resumed) : DefaultOutput);
        var archive = new FindingArchive(folder);
        var file = new ResultFile(Path.Combine(folder, ResultFile.NameOf(shard)), TimeProvider.System);
        _report.Prepare(parse);
        int workers = parse.GetValue(_workers) ?? Environment.ProcessorCount;

        CampaignResult result = _console.Watch(report => new CampaignRunner(campaign, archive, new()
        {
            Shard = shard,
            Workers = workers,
            MaxMemoryBytes = LimitOptions.DefaultMemoryBytes,
            Earlier = earlier,
            Cancellation = cancellation,
            Changed = (changed, atOnce) =>
            {
                if (file.Update(changed, atOnce)) archive.DropCheckpoints(changed);
                report($"{changed.Tests.Count(test => test.IsFinished):N0} of {changed.Tests.Count:N0} tests, {changed.Tests.Sum(test => test.Explored):N0} executions and states");
            },
        }).Run());
        file.Write(result);
        archive.DropCheckpoints(result);
        return _report.Write(parse, result);
    }

    private CampaignResult? ReadEarlier(ParseResult parse, Campaign campaign, Shard shard)
    {
        if (parse.GetValue(_resume) is not { } path) return null;
        var earlier = new ResultPart(path, ResultReader.Read(path));
        ShardMerge.CheckContinues(earlier, campaign, shard);
        return earlier.Result;
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".";
}
