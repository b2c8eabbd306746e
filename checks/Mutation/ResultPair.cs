using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Mutation;

/// <summary>What complete searches say of a protocol and of its mutant, for one guest and all properties.</summary>
internal sealed record ResultPair(CheckResult Original, CheckResult Mutant)
{
    public GuestProgram Guest => Mutant.Scenario.Guest;

    /// <summary>Whether both searches were complete; else they tell nothing apart.</summary>
    public bool IsKnown => !Original.IsInconclusive && !Mutant.IsInconclusive;

    /// <summary>What the mutant violates and the original keeps.</summary>
    public PropertySet Breaks => IsKnown ? Mutant.Violated.Except(Original.Violated) : default;

    /// <summary>What the mutant keeps and the original violates.</summary>
    public PropertySet Mends => IsKnown ? Original.Violated.Except(Mutant.Violated) : default;

    public PropertySet DifferentVerdicts => Breaks.Union(Mends);

    /// <summary>Whether some run, with the migration or without it, ends for one of the two as none of the other's does.</summary>
    public bool HasDifferentOutcomes => IsKnown
        && !(Original.Outcomes.SequenceEqual(Mutant.Outcomes) && Original.BaselineOutcomes.SequenceEqual(Mutant.BaselineOutcomes));

    public bool TellsApart => !DifferentVerdicts.IsEmpty || HasDifferentOutcomes;

    /// <summary>What shows the difference in a property.</summary>
    public Kill KillBy(Property property) =>
        Breaks.Contains(property) ? new(Mutant[property], IsOfMutant: true) : new(Original[property], IsOfMutant: false);

    /// <summary>By how many steps a shortest counterexample of the mutant is longer; null unless both violate the property.</summary>
    public int? LengthChange(Property property) => IsKnown ? Mutant[property].Length - Original[property].Length : null;
}

/// <summary>A verdict that one of the two has and the other has not.</summary>
/// <param name="Verdict">The violated property, with a shortest counterexample.</param>
/// <param name="IsOfMutant">Whether the mutant violates it, and not the original.</param>
internal sealed record Kill(Verdict Verdict, bool IsOfMutant)
{
    public GuestProgram Guest => Verdict.Scenario!.Guest;
}
