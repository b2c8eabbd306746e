using System.Collections.Immutable;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;

namespace RaceModel.Checks.Mutation;

/// <summary>What the guests of up to so many operations say of a mutant, the shortest first, in the order of their enumeration.</summary>
/// <param name="FirstDifference">The first guest that tells the mutant from its original, by verdict or outcome; null if none does.</param>
/// <param name="FirstKill">The first guest for which the verdict on a property that counts differs; null if there is none.</param>
/// <param name="IsComplete">Whether all guests, or all up to the first kill, were searched completely.</param>
internal sealed record GuestSearch(ResultPair? FirstDifference, ResultPair? FirstKill, bool IsComplete);

/// <summary>
/// Looks for the smallest guests that tell mutants from their originals. Guests are taken one after the other, each with all pairs that
/// are still to be told apart, so that what the pairs of a guest have in common is searched once.
/// </summary>
internal sealed class GuestSearcher(ComparisonBounds bounds, SearchLimits limits, Action<string> report)
{
    private (Contender Original, Contender Mutant)[] _pairs = [];
    private GuestSearch[] _found = [];

    /// <summary>How many guests were tried.</summary>
    public int GuestsTried { get; private set; }

    /// <param name="pairs">Originals and mutants.</param>
    /// <param name="maxOperations">Up to how many operations guests are tried.</param>
    public IReadOnlyList<GuestSearch> Run(IReadOnlyList<(Contender Original, Contender Mutant)> pairs, int maxOperations)
    {
        _pairs = [.. pairs];
        _found = [.. pairs.Select(_ => new GuestSearch(null, null, IsComplete: true))];
        var programs = new GuestPrograms(bounds.Pages, bounds.Devices);
        ImmutableArray<GuestOp>[] level = [[]];
        for (int length = 1; length <= maxOperations && _found.Any(found => found.FirstKill is null); length++)
        {
            level = [.. level.SelectMany(programs.Longer)];
            TryAll(level, $"guests of {length} of {maxOperations} operations");
        }

        return _found;
    }

    private void TryAll(ImmutableArray<GuestOp>[] level, string what)
    {
        var cells = new ResultPair?[level.Length][];
        int[] open = [.. Enumerable.Range(0, _pairs.Length).Where(pair => _found[pair].FirstKill is null)];
        int[] firstKills = [.. _pairs.Select(_ => level.Length)];
        int done = 0;
        Parallel.For(0, level.Length, new ParallelOptions { MaxDegreeOfParallelism = limits.Workers }, guest =>
        {
            // What comes after the first kill in the order of the guests does not matter; which it is depends on no worker.
            cells[guest] = Try(level[guest], [.. open.Where(pair => guest < Volatile.Read(ref firstKills[pair]))]);
            foreach (int pair in open)
            {
                if (IsKill(cells[guest][pair])) LowerTo(ref firstKills[pair], guest);
            }

            report($"{what}: {Interlocked.Increment(ref done):N0} of {level.Length:N0}; {open.Length} mutants left");
        });

        GuestsTried += level.Length;
        foreach (ResultPair?[] ofGuest in cells)
        {
            foreach (int pair in open) _found[pair] = Merge(_found[pair], ofGuest[pair]);
        }
    }

    private ResultPair?[] Try(ImmutableArray<GuestOp> program, int[] open)
    {
        // Kept for this guest only: what a checker remembers is of no use to another one.
        var checker = new Checker(limits with { Workers = 1, Progress = null });
        var guest = new GuestProgram("", program);
        guest = guest with { Name = guest.Text };
        Dictionary<string, CheckResult> results = new(StringComparer.Ordinal);
        var cells = new ResultPair?[_pairs.Length];
        foreach (int pair in open)
        {
            Scenario original = bounds.ScenarioOf(_pairs[pair].Original, guest), mutant = bounds.ScenarioOf(_pairs[pair].Mutant, guest);
            if (ScenarioKey.OfRuns(original) == ScenarioKey.OfRuns(mutant)) continue;
            var cell = new ResultPair(Check(original), Check(mutant));
            if (!cell.IsKnown || cell.TellsApart) cells[pair] = cell;
        }

        return cells;

        CheckResult Check(Scenario scenario)
        {
            string key = ScenarioKey.OfRuns(scenario);
            if (!results.TryGetValue(key, out CheckResult? result)) results.Add(key, result = checker.Check(scenario, PropertySet.All));
            return result.For(scenario);
        }
    }

    private GuestSearch Merge(GuestSearch found, ResultPair? cell)
    {
        if (cell is null || found.FirstKill is not null) return found;
        if (!cell.IsKnown) return found with { IsComplete = false };
        return found with { FirstDifference = found.FirstDifference ?? cell, FirstKill = IsKill(cell) ? cell : null };
    }

    private bool IsKill(ResultPair? cell) => cell is not null && cell.DifferentVerdicts.Overlaps(bounds.Properties);

    private static void LowerTo(ref int location, int value)
    {
        for (int known = Volatile.Read(ref location); value < known;)
        {
            int before = Interlocked.CompareExchange(ref location, value, known);
            if (before == known) return;
            known = before;
        }
    }
}
