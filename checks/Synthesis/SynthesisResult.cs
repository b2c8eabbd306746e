using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Synthesis;

/// <summary>A candidate that is ruled out, and by what.</summary>
internal sealed record RuledOut(Candidate Candidate, GuestProgram Guest, Verdict Verdict);

/// <summary>A candidate that keeps all that is required, with the results of all guests.</summary>
internal sealed record VerifiedCandidate(Candidate Candidate, IReadOnlyList<CheckResult> Results);

/// <summary>A cost that cannot be lowered in any component, with all protocols that have it.</summary>
/// <param name="Cost">The cost.</param>
/// <param name="Protocols">Those with the fewest steps, in the order of the vocabulary.</param>
/// <param name="Below">For each of these protocols, what rules out those that are simpler by one primitive or one call.</param>
internal sealed record FrontEntry(CostVector Cost, IReadOnlyList<VerifiedCandidate> Protocols, IReadOnlyList<RuledOut> Below);

/// <summary>All cheapest protocols, and what it took to find them.</summary>
internal sealed record SynthesisResult
{
    public required SynthesisProblem Problem { get; init; }

    /// <summary>The Pareto front, if the search is complete.</summary>
    public required IReadOnlyList<FrontEntry> Front { get; init; }

    /// <summary>Candidates that could be written down.</summary>
    public required long Candidates { get; init; }

    /// <summary>Those of them in canonical form.</summary>
    public required long CanonicalCandidates { get; init; }

    /// <summary>Exhaustive searches of one candidate with one guest.</summary>
    public required int Searches { get; init; }

    /// <summary>Counterexamples that were tried on the other candidates.</summary>
    public required int Guides { get; init; }

    /// <summary>A counterexample that never comes to the part that is looked for, and so rules out everything; null if there is none.</summary>
    public required RuledOut? WithoutThePart { get; init; }

    /// <summary>Why the front is not complete; null if it is.</summary>
    public required string? StopReason { get; init; }
}
