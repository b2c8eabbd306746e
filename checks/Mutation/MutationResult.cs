using RaceModel.Checks.Comparison;

namespace RaceModel.Checks.Mutation;

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>For some guest of the set, the verdict on a property differs from the original's.</summary>
    Killed,

    /// <summary>Guests of the set end otherwise than with the original, but no property minds, for any guest that was tried.</summary>
    Visible,

    /// <summary>It has the verdicts and outcomes of the original, for every guest that was tried.</summary>
    Equivalent,

    /// <summary>It survives the guests of the set, and another guest tells it from the original.</summary>
    Hole,

    /// <summary>A search stopped before it could tell.</summary>
    Unknown,
}

/// <summary>What all guests say of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Cells">The results for each guest of the set.</param>
/// <param name="Search">What other guests say; null if the set kills it.</param>
/// <param name="Fate">What became of it.</param>
internal sealed record JudgedMutant(ScenarioMutant Mutant, IReadOnlyList<ResultPair> Cells, GuestSearch? Search, Fate Fate)
{
    public static JudgedMutant Of(ScenarioMutant mutant, IReadOnlyList<ResultPair> cells, GuestSearch? search, PropertySet properties) =>
        new(mutant, cells, search, FateOf(cells, search, properties));

    /// <summary>The kill with the shortest counterexample; null if no guest notices by a property.</summary>
    public Kill? ShortestKill(PropertySet properties) => Cells.Append(Search?.FirstKill).OfType<ResultPair>()
        .SelectMany(cell => cell.DifferentVerdicts.Intersect(properties).Items().Select(cell.KillBy))
        .MinBy(kill => kill.Verdict.Length);

    /// <summary>Whether all guests of the set were judged, and those tried besides them.</summary>
    public bool IsComplete => Cells.All(cell => cell.IsKnown) && Search is not { IsComplete: false };

    private static Fate FateOf(IReadOnlyList<ResultPair> cells, GuestSearch? search, PropertySet properties)
    {
        if (cells.Any(cell => cell.DifferentVerdicts.Overlaps(properties))) return Fate.Killed;
        if (!cells.All(cell => cell.IsKnown)) return Fate.Unknown;

        bool isVisible = cells.Any(cell => cell.TellsApart);
        if (search is { FirstKill: not null } || (search is { FirstDifference: not null } && !isVisible)) return Fate.Hole;
        return search is { IsComplete: false } ? Fate.Unknown : isVisible ? Fate.Visible : Fate.Equivalent;
    }
}

/// <summary>A protocol with the fates of its mutants.</summary>
internal sealed record KillMatrix(Contender Original, IReadOnlyList<JudgedMutant> Mutants)
{
    public bool IsComplete => Mutants.All(mutant => mutant.IsComplete);

    public int Count(Fate fate) => Mutants.Count(mutant => mutant.Fate == fate);
}

/// <summary>The kill matrices of all protocols, and what it took.</summary>
internal sealed record MutationResult
{
    public required MutationPlan Plan { get; init; }

    public required IReadOnlyList<KillMatrix> Matrices { get; init; }

    /// <summary>How many guests besides those of the set were tried.</summary>
    public required int GuestsTried { get; init; }

    /// <summary>Why not everything could be told; null if it was.</summary>
    public required string? StopReason { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>The shortest kill of each mutant that some guest notices by a property.</summary>
    public IEnumerable<Kill> Kills => Matrices.SelectMany(matrix => matrix.Mutants)
        .Select(mutant => mutant.ShortestKill(Plan.Bounds.Properties)).OfType<Kill>();

    public bool Has(Fate fate) => Matrices.Any(matrix => matrix.Count(fate) > 0);
}
