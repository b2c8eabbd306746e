using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Specifications;
using Microsoft.Coyote.SystematicTesting;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Coyote;

/// <summary>One testing engine of Coyote: it runs the model again and again until a specification fails.</summary>
internal sealed class CoyoteSession : IDisposable
{
    private readonly TransitionSystem _system;
    private readonly PropertySet _asked;
    private readonly OutcomeSet? _baseline;
    private readonly TestingEngine _engine;
    private ActorHost? _last;
    private bool _stopped;
    private Coverage _coverage;

    /// <param name="configuration">How Coyote runs.</param>
    /// <param name="system">What it runs.</param>
    /// <param name="asked">The properties that are looked for.</param>
    /// <param name="baseline">The outcomes of the runs without migration, if they are needed.</param>
    public CoyoteSession(Configuration configuration, TransitionSystem system, PropertySet asked, OutcomeSet? baseline)
    {
        _system = system;
        _asked = asked;
        _baseline = baseline;
        _engine = TestingEngine.Create(configuration, RunOnce);
        _engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
    }

    /// <summary>The runs so far.</summary>
    public int Iterations { get; private set; }

    /// <summary>Steps of the model in all finished runs.</summary>
    public long Steps { get; private set; }

    /// <summary>What of the model they have run.</summary>
    public Coverage Coverage => _coverage;

    /// <summary>What Coyote counted.</summary>
    public TestReport Report => _engine.TestReport;

    /// <summary>Why a specification failed; null if none did.</summary>
    public string? Failure => _stopped ? null : Report.BugReports.FirstOrDefault();

    /// <summary>The last run.</summary>
    public ActorHost Last => _last!;

    /// <summary>The run of the failure, as Coyote writes it down.</summary>
    public string Trace => _engine.ReproducibleTrace;

    /// <summary>Runs until a specification fails, the iterations are used up, or it is told to stop.</summary>
    /// <param name="mustStop">Asked before each run.</param>
    public void Run(Func<bool> mustStop)
    {
        _engine.RegisterStartIterationCallBack(_ =>
        {
            _stopped = mustStop();
            if (_stopped) _engine.Stop();
        });
        _engine.RegisterEndIterationCallBack(_ =>
        {
            if (_stopped) return;
            Counterexamples.Trace run = Last.Run.Trace;
            Steps += run.Steps.Count;
            _coverage.Add(run);
        });
        _engine.Run();
        if (Report.InternalErrors.FirstOrDefault() is { } error) throw new InvalidOperationException(error);
    }

    public void Dispose() => _engine.Dispose();

    private void RunOnce(IActorRuntime runtime)
    {
        if (_stopped) return;

        Iterations++;
        var host = new ActorHost(new ModelRun(_system), new Judge(_asked, _baseline));
        _last = host;
        Specification.RegisterStateHashingFunction(() => host.Run.State.GetHashCode());
        host.Judge.Begin();
        host.Start(runtime);
    }
}
