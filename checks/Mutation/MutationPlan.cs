using RaceModel.Checks.Comparison;

namespace RaceModel.Checks.Mutation;

/// <summary>A protocol on its hardware, with its mutants.</summary>
internal sealed record MutatedContender(Contender Original, IReadOnlyList<ScenarioMutant> Mutants);

/// <summary>What is mutated, and what has to notice it.</summary>
/// <param name="Contenders">The protocols and their mutants.</param>
/// <param name="Guests">The guests that have to notice.</param>
/// <param name="Bounds">Pages, devices, rounds; and the properties that count.</param>
/// <param name="MaxOperations">Up to how many operations guests are tried on a mutant that is not noticed; 0 for none.</param>
internal sealed record MutationPlan(
    IReadOnlyList<MutatedContender> Contenders, IReadOnlyList<GuestProgram> Guests, ComparisonBounds Bounds, int MaxOperations);
