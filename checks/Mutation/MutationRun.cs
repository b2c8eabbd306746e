using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Mutation;

/// <summary>
/// Checks protocols and their mutants for every guest of a set. Those that no verdict tells apart are tried on all guests of up to so
/// many operations.
/// </summary>
internal static class MutationRun
{
    /// <param name="plan">What is mutated, and what has to notice it.</param>
    /// <param name="limits">What may stop a search; time and interruption count for the whole run.</param>
    /// <param name="report">Is told how far the run has come.</param>
    /// <exception cref="Catalogues.InputException">A scenario is out of bounds; nothing was checked.</exception>
    public static MutationResult Run(MutationPlan plan, SearchLimits limits, Action<string> report)
    {
        long start = limits.Clock.GetTimestamp();
        using var deadline = new CancellationTokenSource(limits.MaxTime, limits.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limits.Cancellation, deadline.Token);
        SearchLimits each = limits with { Cancellation = either.Token, MaxTime = Timeout.InfiniteTimeSpan };

        Row[][] rows = CompareWithOriginals(plan, each, report);
        PropertySet properties = plan.Bounds.Properties;
        IEnumerable<Row> survivors = rows.SelectMany(matrix => matrix).Where(row => row.Survives(properties));
        var searcher = new GuestSearcher(survivors.Select(row => (row.Original, row.Mutant.Changed)), plan.Bounds, each, report);
        var searches = new Queue<GuestSearch>(searcher.Run(plan.MaxOperations));

        KillMatrix[] matrices = [.. plan.Contenders.Zip(rows, (contender, ofContender) => new KillMatrix(
            contender.Original, [.. ofContender.Select(row => JudgedMutant.Of(row.Mutant, row.Cells, SearchOf(row), properties))]))];
        return new()
        {
            Plan = plan,
            Matrices = matrices,
            GuestsTried = searcher.GuestsTried,
            StopReason = matrices.All(matrix => matrix.IsComplete) ? null
                : limits.Cancellation.IsCancellationRequested ? "stopped after interruption"
                : deadline.IsCancellationRequested ? $"stopped after {limits.MaxTime.TotalSeconds:0.###} s"
                : "a search stopped at its limit",
            Elapsed = limits.Clock.GetElapsedTime(start),
        };

        GuestSearch? SearchOf(Row row) => row.Survives(properties) ? searches.Dequeue() : null;
    }

    private static Row[][] CompareWithOriginals(MutationPlan plan, SearchLimits limits, Action<string> report)
    {
        IReadOnlyList<ComparisonTable> tables = new Comparer(plan.Bounds with { Properties = PropertySet.All }, limits).Compare(
            [.. plan.Contenders.Select(contender => new TablePlan(
                contender.Original.Label, [contender.Original, .. contender.Mutants.Select(mutant => mutant.Changed)], plan.Guests))],
            report);
        return [.. plan.Contenders.Zip(tables, (contender, table) => contender.Mutants
            .Zip(table.Rows.Skip(1), (mutant, row) => new Row(contender.Original, mutant, [.. Pairs(table.Rows[0], row)])).ToArray())];

        static IEnumerable<ResultPair> Pairs(ComparisonRow original, ComparisonRow mutant) =>
            original.Results.Zip(mutant.Results, (left, right) => new ResultPair(left, right));
    }

    private sealed record Row(Contender Original, ScenarioMutant Mutant, IReadOnlyList<ResultPair> Cells)
    {
        public bool Survives(PropertySet properties) => !Cells.Any(cell => cell.DifferentVerdicts.Overlaps(properties));
    }
}
