using System.Text;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Tests;

/// <summary>
/// A few processes that each take a fixed number of steps, for schedulers to be run on without a model. Schedules are words:
/// <c>aab</c> is two steps of the first process and one of the second.
/// </summary>
internal sealed class ToyProcesses(params int[] steps)
{
    /// <summary>Whether a process has to wait, given how many steps each has taken.</summary>
    public Func<int[], int, bool> Waits { get; init; } = static (_, _) => false;

    /// <summary>What the n-th step of a process (from 0 up) reads and writes; nothing if it is not said.</summary>
    public Func<int, int, Footprint> FootprintOf { get; init; } = static (_, _) => default;

    public int ProcessCount => steps.Length;

    public int Length => steps.Sum();

    /// <summary>What is exactly known of the lengths; no process loops.</summary>
    public StepEstimate Estimate => new(Length, steps);

    /// <summary>The schedule of one execution; null if the scheduler has none left.</summary>
    public string? Run(IScheduler scheduler, long execution, ulong seed = 0, int maxSteps = 10_000)
    {
        if (!scheduler.TryBegin(execution, Randomness.For(seed, execution))) return null;

        var taken = new int[steps.Length];
        var footprints = new Footprint[steps.Length];
        var schedule = new StringBuilder();
        for (int last = -1; schedule.Length < maxSteps; schedule.Append((char)('a' + last)))
        {
            ProcessSet enabled = EnabledAfter(taken);
            if (enabled.IsEmpty) break;
            for (int process = 0; process < steps.Length; process++) footprints[process] = FootprintOf(process, taken[process]);
            last = scheduler.Choose(new(enabled, last, schedule.Length, footprints));
            if (!enabled.Contains(last)) throw new InvalidOperationException($"'{last}' is not enabled after {schedule}");
            taken[last]++;
        }

        return schedule.ToString();
    }

    /// <summary>The schedules of so many executions.</summary>
    public IEnumerable<string> Run(IScheduler scheduler, int executions, ulong seed = 0)
    {
        for (int execution = 0; execution < executions; execution++)
        {
            if (Run(scheduler, execution, seed, 10_000) is not { } schedule) yield break;
            yield return schedule;
        }
    }

    /// <summary>All schedules there are, found without any scheduler.</summary>
    public IEnumerable<string> All(string prefix = "")
    {
        ProcessSet enabled = EnabledAfter(TakenIn(prefix));
        if (enabled.IsEmpty) return [prefix];
        return Items(enabled).SelectMany(process => All(prefix + (char)('a' + process)));
    }

    /// <summary>How often a schedule goes on with another process although the last one could step.</summary>
    public int PreemptionsIn(string schedule) => Enumerable.Range(1, schedule.Length - 1).Count(step =>
        schedule[step] != schedule[step - 1] && EnabledAfter(TakenIn(schedule[..step])).Contains(schedule[step - 1] - 'a'));

    /// <summary>All schedules of a round robin without preemption that is delayed so often at most.</summary>
    public IEnumerable<string> AllWithDelays(int delays, string prefix = "")
    {
        ProcessSet enabled = EnabledAfter(TakenIn(prefix));
        if (enabled.IsEmpty) return [prefix];

        int last = prefix.Length == 0 ? -1 : prefix[^1] - 'a';
        int start = enabled.Contains(last) ? last : last + 1;
        int[] turns = [.. Enumerable.Range(start, steps.Length).Select(process => process % steps.Length).Where(enabled.Contains)];
        return Enumerable.Range(0, delays + 1).SelectMany(used => AllWithDelays(delays - used, prefix + (char)('a' + turns[used % turns.Length])));
    }

    private static IEnumerable<int> Items(ProcessSet set)
    {
        for (ProcessSet rest = set; !rest.IsEmpty; rest = rest.WithoutFirst) yield return rest.First;
    }

    private int[] TakenIn(string schedule) => [.. steps.Select((_, process) => schedule.Count(letter => letter == 'a' + process))];

    private ProcessSet EnabledAfter(int[] taken)
    {
        ProcessSet enabled = default;
        for (int process = 0; process < steps.Length; process++)
        {
            if (taken[process] < steps[process] && !Waits(taken, process)) enabled = enabled.With(process);
        }

        return enabled;
    }
}
