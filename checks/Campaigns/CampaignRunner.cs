using System.Runtime.ExceptionServices;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Campaigns;

/// <summary>How a campaign is run, apart from what it tests.</summary>
internal sealed record RunOptions
{
    /// <summary>The part that is run.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>How many workers.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>How many bytes the states of all searches may take.</summary>
    public long MaxMemoryBytes { get; init; } = long.MaxValue;

    /// <summary>What an interrupted run of the same part has done.</summary>
    public CampaignResult? Earlier { get; init; }

    /// <summary>How long after a save of a search the next one is due.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(1);

    public CancellationToken Cancellation { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Is told of every bit of progress, one at a time; whether it is worth writing down at once comes with it.</summary>
    public Action<CampaignResult, bool> Changed { get; init; } = (_, _) => { };
}

/// <summary>Runs a campaign, or a part of it, on several workers. The result does not depend on their number.</summary>
internal sealed class CampaignRunner
{
    private const string NotRun = "not run", UnderWay = "not finished";

    private readonly Campaign _campaign;
    private readonly FindingArchive _archive;
    private readonly RunOptions _options;
    private readonly EngineLimits _limits;
    private readonly StopSignal _stop;
    private readonly TestRun[] _runs;
    private readonly Lock _reporting = new();
    private readonly long _start;
    private readonly string _fingerprint;
    private readonly int _testCount;

    /// <param name="campaign">What is tested.</param>
    /// <param name="archive">Keeps what is found.</param>
    /// <param name="options">How; an earlier result must be of the same part of the same campaign.</param>
    public CampaignRunner(Campaign campaign, FindingArchive archive, RunOptions options)
    {
        _campaign = campaign;
        _archive = archive;
        _options = options;
        _start = options.Clock.GetTimestamp();
        _stop = new(options.Clock, campaign.Timeout, options.Cancellation);
        _limits = new(_stop, options.MaxMemoryBytes / Math.Max(1, options.Workers));
        _fingerprint = campaign.Fingerprint;
        IReadOnlyList<CampaignTest> tests = campaign.Tests;
        _testCount = tests.Count;
        _runs = [.. tests.Where(options.Shard.Has).Select(test =>
            new TestRun(test, EngineFor(test), archive, _stop, options.Earlier?.Tests.FirstOrDefault(earlier => earlier.Test.Number == test.Number)))];
    }

    /// <exception cref="InputException">A file cannot be written.</exception>
    public CampaignResult Run()
    {
        try
        {
            RunWorkers(Math.Max(1, _options.Workers));
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<InputException>().FirstOrDefault() is { } input)
        {
            ExceptionDispatchInfo.Throw(input);
        }

        foreach (TestRun run in _runs) run.Close();
        return ToResult(_stop.Reason is { } reason ? $"{NotRun}: {reason}" : NotRun);
    }

    private void RunWorkers(int workers)
    {
        int next = -1;
        Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, _ =>
        {
            // First a test of one's own, as long as there are any; then a hand for those that are still under way.
            for (int own = Interlocked.Increment(ref next); own < _runs.Length; own = Interlocked.Increment(ref next)) Drain(_runs[own]);
            foreach (TestRun run in _runs) Drain(run);
        });
    }

    private void Drain(TestRun run)
    {
        while (_stop.Reason is null && run.TryTake(out Chunk chunk))
        {
            bool found = run.Work(chunk);
            lock (_reporting) _options.Changed(ToResult(UnderWay), found);
        }
    }

    private IChunkEngine EngineFor(CampaignTest test) => test.Plan.Engine switch
    {
        TestEngine.Exhaustive => new ExhaustiveEngine(test, _limits, _archive.CheckpointOf(test, _options.Earlier is not null, _options.CheckpointInterval)),
        TestEngine.Coyote => new CoyoteChunkEngine(test, _campaign.Seed, _stop),
        _ => new SystematicEngine(test, _campaign.Seed, _limits),
    };

    private CampaignResult ToResult(string reason) => new()
    {
        ModelVersion = TransitionSystem.ModelVersion,
        FileName = _campaign.FileName,
        Fingerprint = _fingerprint,
        Seed = _campaign.Seed,
        Shard = _options.Shard,
        TestCount = _testCount,
        Tests = [.. _runs.Select(run => run.ToResult(reason))],
        Elapsed = (_options.Earlier?.Elapsed ?? TimeSpan.Zero) + _options.Clock.GetElapsedTime(_start),
    };
}
