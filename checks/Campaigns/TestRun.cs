using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>
/// One test under way. Its work is handed out in pieces and the results are put together in the pieces' order, whichever worker
/// comes back first: what comes of a test depends neither on the number of workers nor on when it was interrupted.
/// </summary>
internal sealed class TestRun
{
    /// <summary>Executions of one piece: some milliseconds of work.</summary>
    public const int ChunkSize = 1_000;

    private readonly Lock _lock = new();
    private readonly IChunkEngine _engine;
    private readonly FindingArchive _archive;
    private readonly StopSignal _stop;
    private readonly SortedDictionary<long, ChunkResult> _waiting = [];
    private readonly List<Finding> _findings = [];
    private Suspects? _suspects;
    private int? _exhaustedPreemptions;
    private StopSignal? _ownStop;
    private Coverage _coverage;
    private long _handedOut;
    private long _explored;
    private long _folded;
    private bool _isExhausted;
    private TimeSpan _elapsed;
    private volatile bool _isDecided;
    private volatile string? _stopReason;

    /// <param name="test">The test.</param>
    /// <param name="engine">Does its work.</param>
    /// <param name="archive">Keeps what is found.</param>
    /// <param name="stop">Says when the campaign must stop.</param>
    /// <param name="earlier">What an interrupted run of the same test has done; null if there is none.</param>
    public TestRun(CampaignTest test, IChunkEngine engine, FindingArchive archive, StopSignal stop, TestResult? earlier)
    {
        Test = test;
        _engine = engine;
        _archive = archive;
        _stop = stop;
        if (earlier is not null) Resume(earlier);
    }

    public CampaignTest Test { get; }

    /// <summary>Takes the next piece of work; false if there is none left to take.</summary>
    public bool TryTake(out Chunk chunk)
    {
        lock (_lock)
        {
            chunk = default;
            long total = Test.Plan.Engine == TestEngine.Exhaustive ? 1 : Test.Plan.Iterations;
            bool mustWait = Test.Plan.IsSequential && _folded < _handedOut;
            if (_isDecided || _stopReason is not null || _handedOut >= total || mustWait) return false;

            _ownStop ??= new(_stop.Clock, Test.Plan.Timeout, CancellationToken.None);
            chunk = new(_handedOut, (int)(Test.Plan.IsDivisible ? Math.Min(ChunkSize, total - _handedOut) : total));
            _handedOut += chunk.Count;
            return true;
        }
    }

    /// <summary>Does a piece of work and adds what came of it; true if violations were found.</summary>
    public bool Work(Chunk chunk)
    {
        long start = _stop.Clock.GetTimestamp();
        ChunkResult result = _engine.Run(chunk, FindReasonToStop);
        lock (_lock)
        {
            _elapsed += _stop.Clock.GetElapsedTime(start);
            int before = _findings.Count;
            if (_isDecided) return false;
            _waiting.Add(chunk.First, result);
            Fold();
            if (result.StopReason is { } reason) Stop(reason, result);
            return _findings.Count > before;
        }
    }

    /// <summary>What came of the test so far; <paramref name="reason"/> says why there is no more, if there is more to do.</summary>
    public TestResult ToResult(string reason)
    {
        lock (_lock)
        {
            return new()
            {
                Test = Test,
                Findings = [.. _findings.OrderBy(finding => finding.Property)],
                Suspects = _suspects,
                Explored = _explored,
                Coverage = _coverage,
                IsExhausted = _isExhausted,
                ExhaustedPreemptions = _exhaustedPreemptions,
                StopReason = _isDecided ? null : _stopReason ?? reason,
                Elapsed = _elapsed,
            };
        }
    }

    /// <summary>
    /// Keeps what was found in pieces behind an unfinished one: a violation is a violation, although the test has to be resumed
    /// before it.
    /// </summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isDecided) return;
            foreach (ChunkResult result in _waiting.Values) KeepNew(result.Findings);
            _waiting.Clear();
        }
    }

    private void Stop(string reason, ChunkResult result)
    {
        _stopReason ??= reason;
        if (Test.Plan.IsDivisible) return;

        // What is not done in pieces is shown as far as it came.
        (_explored, _coverage) = (result.Explored, result.Coverage);
        KeepNew(result.Findings);
    }

    private string? FindReasonToStop() => _isDecided ? "decided" : _stopReason ?? _stop.Reason ?? _ownStop!.Reason;

    private void Resume(TestResult earlier)
    {
        _elapsed = earlier.Elapsed;
        if (!earlier.IsFinished && !Test.Plan.IsDivisible) return;

        _findings.AddRange(earlier.IsFinished ? earlier.Findings : earlier.Findings.Where(finding => finding.Execution < earlier.Explored));
        _coverage = earlier.Coverage;
        _isExhausted = earlier.IsExhausted;
        _exhaustedPreemptions = earlier.ExhaustedPreemptions;
        _suspects = earlier.Suspects;
        _handedOut = _folded = _explored = earlier.Explored;
        _isDecided = earlier.IsFinished;
    }

    private void Fold()
    {
        while (!_isDecided && _waiting.Count > 0 && _waiting.First() is var (first, result) && first == _folded && result.StopReason is null)
        {
            _waiting.Remove(first);
            _folded += SizeOf(first);
            _explored += result.Explored;
            _coverage.Merge(result.Coverage);
            _isExhausted |= result.IsExhausted;
            _exhaustedPreemptions = result.ExhaustedPreemptions;
            KeepNew(result.Findings);
            if (result.FirstSuspect is { } suspect) KeepSuspects(suspect, result.Suspects);

            // What is left to find may be a violation that nobody expects, so only finding all that is judged ends a test early.
            bool foundAll = _findings.Count == Test.Scenario.Judged.Count;
            _isDecided = foundAll || !Test.Plan.IsDivisible || result.IsOver || _folded >= Test.Plan.Iterations;
        }
    }

    private long SizeOf(long first) => Test.Plan.IsDivisible ? Math.Min(ChunkSize, Test.Plan.Iterations - first) : Test.Plan.Iterations;

    private void KeepSuspects(RawFinding first, int count) =>
        _suspects = _suspects is { } earlier ? earlier with { Count = earlier.Count + count } : _archive.Keep(Test, first, count);

    private void KeepNew(IEnumerable<RawFinding> findings)
    {
        foreach (RawFinding raw in findings)
        {
            if (_findings.TrueForAll(finding => finding.Property != raw.Property)) _findings.Add(_archive.Keep(Test, raw));
        }
    }
}
