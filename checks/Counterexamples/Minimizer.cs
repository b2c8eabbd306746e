using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Counterexamples;

/// <summary>
/// Makes violating runs smaller: as few steps as it can, and then as few switches between processes, by delta debugging (Zeller,
/// Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE TSE 2002): steps are left out or moved, and what is left is
/// run anew. The same run gives the same result. A smaller one may exist; a search finds a shortest one.
/// </summary>
/// <remarks>
/// Where steps commute, moving them gives the same run in another order; where they do not, it gives another run. Either is a gain
/// if it violates the same property, which only running it tells.
/// </remarks>
internal sealed class Minimizer
{
    private readonly CandidateRuns _candidates;
    private readonly int _budget;
    private byte[] _best;

    private Minimizer(CandidateRuns candidates, int budget, byte[] best)
    {
        _candidates = candidates;
        _budget = budget;
        _best = best;
    }

    /// <param name="system">What was run.</param>
    /// <param name="processes">The processes that stepped; the run ends in the violation.</param>
    /// <param name="property">What is violated.</param>
    /// <param name="budget">How many candidates may be run.</param>
    /// <exception cref="ArgumentException">The run does not end in the violation.</exception>
    public static MinimizedRun Minimize(TransitionSystem system, ReadOnlySpan<byte> processes, Property property, int budget = 20_000)
    {
        byte[] start = processes.ToArray();
        if (ViolationCheck.FindDivergence(Run(start), property) is { } error) throw new ArgumentException(error.Reason, nameof(processes));

        var candidates = new CandidateRuns(system, property);
        var minimizer = new Minimizer(candidates, budget, candidates.Run(start, start.Length) ?? start);
        minimizer.Minimize();
        Trace smallest = Run(minimizer._best);
        if (ViolationCheck.FindDivergence(smallest, property) is { } divergence) throw new InvalidOperationException(divergence.Reason);

        return new(smallest, property)
        {
            StepsBefore = start.Length,
            SwitchesBefore = ContextSwitches.Count(start),
            Candidates = candidates.Count,
            IsCutShort = minimizer.IsSpent,
        };

        Trace Run(byte[] order) => Trace.Run(system, order.Select(process => (int)process));
    }

    private bool IsSpent => _candidates.Count >= _budget;

    private void Minimize()
    {
        bool gained = true;
        while (gained && !IsSpent)
        {
            gained = RemoveEndsOfProcesses() | RemoveProcesses();
            for (int size = _best.Length / 2; size >= 1; size /= 2) gained |= RemoveChunks(size);
            gained |= JoinStretches();
        }
    }

    /// <summary>Lets each process stop as early as it may: not at all, after one step, ...</summary>
    private bool RemoveEndsOfProcesses()
    {
        bool gained = false;
        for (byte process = 0; process < ProcessSet.Capacity; process++)
        {
            int steps = _best.Count(other => other == process);
            for (int kept = 0; kept < steps && !IsSpent; kept++)
            {
                int seen = 0;
                if (!TryImprove(_best.Where(other => other != process || seen++ < kept))) continue;
                gained = true;
                break;
            }
        }

        return gained;
    }

    /// <summary>Does without each process, and sees to another end from each of the steps that are left.</summary>
    private bool RemoveProcesses()
    {
        bool gained = false;
        for (byte process = 0; process < ProcessSet.Capacity; process++)
        {
            if (!_best.Contains(process)) continue;
            for (int kept = 0; kept < _best.Length && !IsSpent; kept++) gained |= TryImprove(_best.Where(other => other != process).Take(kept));
        }

        return gained;
    }

    /// <summary>Leaves out so many steps in a row, wherever the run allows it.</summary>
    private bool RemoveChunks(int size)
    {
        bool gained = false;
        for (int start = 0; start < _best.Length && !IsSpent;)
        {
            if (TryImprove([.. _best.Take(start), .. _best.Skip(start + size)])) gained = true;
            else start += size;
        }

        return gained;
    }

    /// <summary>Moves each stretch of a process to its next one, or that one to it: with fewer switches more steps may turn out needless.</summary>
    private bool JoinStretches()
    {
        bool gained = false;
        for (int start = 0; start < _best.Length && !IsSpent;)
        {
            byte process = _best[start];
            int end = EndOfStretch(start), next = Array.IndexOf(_best, process, end);
            if (next >= 0 && (TryImprove(Joined(start, end, next, late: true)) || TryImprove(Joined(start, end, next, late: false)))) gained = true;
            else start = end;
        }

        return gained;
    }

    private IEnumerable<byte> Joined(int start, int end, int next, bool late)
    {
        int nextEnd = EndOfStretch(next);
        byte[] between = _best[end..next], stretches = [.. _best[start..end], .. _best[next..nextEnd]];
        return [.. _best[..start], .. late ? between : stretches, .. late ? stretches : between, .. _best[nextEnd..]];
    }

    private int EndOfStretch(int start)
    {
        int end = start;
        while (end < _best.Length && _best[end] == _best[start]) end++;
        return end;
    }

    private bool TryImprove(IEnumerable<byte> order)
    {
        if (_candidates.Run(order, _best.Length) is not { } run || SizeOf(run).CompareTo(SizeOf(_best)) >= 0) return false;
        _best = run;
        return true;
    }

    private static (int Steps, int Switches) SizeOf(byte[] run) => (run.Length, ContextSwitches.Count(run));
}
