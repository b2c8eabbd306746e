using System.Collections.Concurrent;
using System.Collections.Immutable;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Guests;

/// <summary>
/// Checks a protocol against every guest of a family. Whatever a guest violates, each guest that goes on from it violates as well: the
/// VM can be frozen after the operations that both have. So only what is not known from the shorter guest is searched for. A reduced
/// search that finds a violation is followed by a full one, which gives the shortest counterexample.
/// </summary>
internal sealed class GuestSweep
{
    private readonly Scenario _scenario;
    private readonly GuestFamily _family;
    private readonly PropertySet _properties;
    private readonly SearchLimits _limits;
    private readonly Reductions _reductions;
    private readonly Action<string> _report;
    private readonly Dictionary<GuestClass, ClassTally> _tallies;
    private readonly long _start;
    private int _judged;

    private GuestSweep(
        Scenario scenario, GuestFamily family, PropertySet properties, SearchLimits limits, Reductions reductions, Action<string> report)
    {
        (_scenario, _family, _properties, _limits, _reductions, _report) = (scenario, family, properties, limits, reductions, report);
        _tallies = Enum.GetValues<GuestClass>().ToDictionary(guestClass => guestClass, guestClass => new ClassTally(guestClass));
        _start = limits.Clock.GetTimestamp();
    }

    /// <param name="scenario">All but the guest.</param>
    /// <param name="family">The guests.</param>
    /// <param name="properties">The properties to judge.</param>
    /// <param name="limits">What may stop the sweep; time and interruption count for the whole of it.</param>
    /// <param name="reductions">How to search fewer states; counterexamples are shortest ones all the same.</param>
    /// <param name="report">Is told how far the sweep has come.</param>
    public static GuestSweepResult Run(
        Scenario scenario, GuestFamily family, PropertySet properties, SearchLimits limits, Reductions reductions, Action<string> report)
    {
        var sweep = new GuestSweep(scenario, family, properties, limits, reductions, report);
        string? stopReason = sweep.Run();
        return new()
        {
            Scenario = scenario,
            Family = family,
            Properties = properties,
            Reductions = reductions,
            Classes = [.. family.Classes.Select(guestClass => sweep._tallies[guestClass])],
            Others = [.. sweep._tallies.Values.Where(tally => !family.Classes.Contains(tally.Class))],
            StopReason = stopReason,
            Elapsed = limits.Clock.GetElapsedTime(sweep._start),
        };
    }

    private string? Run()
    {
        var programs = new GuestPrograms(_scenario.Pages, _scenario.Devices);
        List<Judged> shorter = [new([], default)];
        for (int length = 1; length <= _family.MaxOperations; length++)
        {
            Judged[] level = [.. shorter.SelectMany(start => programs.Longer(start.Program).Where(MayBelong).Select(program => start with { Program = program }))];
            if (JudgeAll(level, length) is { } stopReason) return stopReason;
            shorter = [.. level];
        }

        return null;
    }

    // A guest that races goes on racing, and one that is lazy does not become correct.
    private bool MayBelong(ImmutableArray<GuestOp> program)
    {
        GuestClass guestClass = GuestClasses.ClassOf(new("", program));
        return _family.Classes.Contains(GuestClass.Racing) || guestClass == GuestClass.Correct || _family.Classes.Contains(guestClass);
    }

    private string? JudgeAll(Judged[] level, int length)
    {
        var results = new CheckResult?[level.Length];
        string? stopReason = null;
        int done = 0;
        // One at a time: the programs that post most come first and take longest.
        var work = Partitioner.Create(Enumerable.Range(0, level.Length), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = _limits.Workers }, (index, loop) =>
        {
            stopReason ??= FindReasonToStop();
            if (stopReason is not null) loop.Stop();
            if (loop.IsStopped) return;
            results[index] = Judge(level[index]);
            if (results[index] is { StopReason: { } limit }) stopReason = FindReasonToStop() ?? limit;
            Report(length, Interlocked.Increment(ref done), level.Length);
        });

        // In the order of the programs, whatever the order in which the workers came to them.
        for (int index = 0; index < level.Length && stopReason is null; index++) level[index] = Count(level[index], results[index]);
        return stopReason is null ? null : $"stopped after {stopReason}, at guests of {length} operations";
    }

    private string? FindReasonToStop()
    {
        if (_limits.Cancellation.IsCancellationRequested) return "interruption";
        bool isLate = _limits.MaxTime != Timeout.InfiniteTimeSpan && _limits.Clock.GetElapsedTime(_start) >= _limits.MaxTime;
        return isLate ? $"{_limits.MaxTime.TotalSeconds:0.###} s" : null;
    }

    private CheckResult? Judge(Judged judged)
    {
        var guest = new GuestProgram("", judged.Program);
        PropertySet unknown = _properties.Except(judged.Violated);
        if (unknown.IsEmpty) return null;

        Scenario scenario = _scenario with { Guest = guest with { Name = guest.Text } };
        CheckResult result = Check(scenario, unknown, _reductions);
        if (_reductions == Reductions.None || result.Violated.IsEmpty) return result;

        CheckResult shortest = Check(scenario, result.Violated, Reductions.None);
        return shortest with
        {
            States = result.States + shortest.States,
            Transitions = result.Transitions + shortest.Transitions,
            StopReason = result.StopReason ?? shortest.StopReason,
        };
    }

    // A checker of its own: what it remembers is of no use to other guests.
    private CheckResult Check(Scenario scenario, PropertySet properties, Reductions reductions) =>
        new Checker(_limits with { Workers = 1, Progress = null, MaxTime = TimeLeft() }, reductions).Check(scenario, properties);

    private TimeSpan TimeLeft()
    {
        if (_limits.MaxTime == Timeout.InfiniteTimeSpan) return _limits.MaxTime;
        TimeSpan left = _limits.MaxTime - _limits.Clock.GetElapsedTime(_start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private Judged Count(Judged judged, CheckResult? result)
    {
        PropertySet violated = judged.Violated.Union(result?.Violated ?? default);
        _judged++;
        _tallies[GuestClasses.ClassOf(new("", judged.Program))].Count(violated, result);
        return judged with { Violated = violated };
    }

    private void Report(int length, int done, int all)
    {
        if (done % 16 == 0 || done == all)
            _report($"guests of {length} of {_family.MaxOperations} operations: {done:N0} of {all:N0}; {_judged:N0} shorter ones done");
    }

    /// <summary>A program, and what it violates; before it is judged, what the program violates that it goes on from.</summary>
    private sealed record Judged(ImmutableArray<GuestOp> Program, PropertySet Violated);
}
