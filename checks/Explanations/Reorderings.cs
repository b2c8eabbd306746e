using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explanations;

/// <summary>
/// Searches for the smallest reordering of a violating run that keeps the property: fewest steps moved, then past the fewest others,
/// then with the fewest other violations, then the earliest. All reorderings that move fewer steps have been run.
/// </summary>
/// <remarks>
/// Each process keeps the order of its own steps, so only its last steps before a place can move behind it, and only its first ones
/// after a place can move before it. That leaves a few sets of k steps for each place.
/// </remarks>
internal sealed class Reorderings(Trace trace, Property property, Lazy<OutcomeSet> baseline)
{
    private const int MostMoved = 10;

    // Each takes some microseconds.
    private const int MostRuns = 200_000;

    private readonly OtherOrder _order = new(trace, property, baseline);

    public ReorderingSearch FindSmallest()
    {
        int runs = 0;
        for (int count = 1; count <= MostMoved; count++)
        {
            Reordering? best = null;
            foreach ((int[] moved, int place, bool isLater) in Candidates(count))
            {
                runs++;
                if (best is not null && Passed(moved, place, isLater) > Passed(best)) continue;
                if (_order.Run(moved, place, isLater) is { } found && (best is null || Rank(found).CompareTo(Rank(best)) < 0)) best = found;
            }

            if (best is not null) return new(best, count);
            if (runs > MostRuns) return new(null, count);
        }

        return new(null, MostMoved);
    }

    /// <summary>The smallest reordering that brings a step to the other side of a place; null if none of those tried keeps the property.</summary>
    public Reordering? FindPast(int step, int place)
    {
        bool isLater = step < place;
        for (int count = 1; count <= MostMoved; count++)
        {
            Reordering? best = null;
            foreach (int[] moved in Sets(count, place - 1, isLater, required: step - 1))
            {
                if (_order.Run(moved, place - 1, isLater) is { } found && (best is null || found.Violates.Count < best.Violates.Count)) best = found;
            }

            if (best is not null) return best;
        }

        return null;
    }

    private IEnumerable<(int[] Moved, int Place, bool IsLater)> Candidates(int count) =>
        from place in Enumerable.Range(0, trace.Steps.Count)
        from isLater in (bool[])[true, false]
        from moved in Sets(count, place, isLater, required: null)
        select (moved, place, isLater);

    private static (int Passed, int Violates, int First) Rank(Reordering reordering) => (Passed(reordering), reordering.Violates.Count, reordering.Moved[0]);

    private static int Passed(Reordering reordering) =>
        Passed([.. reordering.Moved.Select(number => number - 1)], reordering.Place - 1, reordering.IsLater);

    // How many steps the moved ones go past.
    private static int Passed(int[] moved, int place, bool isLater) => isLater
        ? place - moved[0] + 1 - moved.Length
        : moved[^1] - place + 1 - moved.Length;

    /// <summary>The sets of so many steps that can move past a place; with a required step, those that contain it.</summary>
    private IEnumerable<int[]> Sets(int count, int place, bool isLater, int? required)
    {
        List<int>[] movable = [.. Enumerable.Range(0, trace.System.ProcessCount).Select(process => Movable(process, place, isLater).ToList())];
        return Choose(movable, 0, count, [])
            .Where(set => required is not { } step || set.Contains(step))
            .Select(set => set.Order().ToArray());
    }

    // Nearest to the place first.
    private IEnumerable<int> Movable(int process, int place, bool isLater)
    {
        if (_order.Processes[place] == process) yield break;
        for (int step = place; step >= 0 && step < trace.Steps.Count; step += isLater ? -1 : 1)
        {
            if (_order.Processes[step] == process) yield return step;
        }
    }

    private static IEnumerable<int[]> Choose(List<int>[] movable, int process, int count, int[] chosen)
    {
        if (count == 0) return [chosen];
        if (process == movable.Length) return [];
        return Enumerable.Range(0, Math.Min(count, movable[process].Count) + 1)
            .SelectMany(taken => Choose(movable, process + 1, count - taken, [.. chosen, .. movable[process].Take(taken)]));
    }
}
