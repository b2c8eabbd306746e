using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Explanations;

/// <summary>Another order of a run's steps: some of them, in their order, at one other place. It was run, to the switch-over.</summary>
/// <param name="Moved">The numbers, in the run that is explained, of the steps that are moved.</param>
/// <param name="Place">The number of the step that they are put before or after.</param>
/// <param name="IsLater">Whether they are put after that step; else before it.</param>
/// <param name="Run">The whole new run; it keeps the property.</param>
/// <param name="Violates">The other properties that it violates.</param>
internal sealed record Reordering(IReadOnlyList<int> Moved, int Place, bool IsLater, Trace Run, PropertySet Violates);

/// <summary>What the search for the smallest reordering that keeps the property found.</summary>
/// <param name="Smallest">The reordering; null if none was found.</param>
/// <param name="MostMoved">All reorderings that move fewer steps than that, or up to so many if none was found, were tried.</param>
internal sealed record ReorderingSearch(Reordering? Smallest, int MostMoved);
