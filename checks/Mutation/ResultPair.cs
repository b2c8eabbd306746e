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

    /// <summary>The verdict that shows the difference in a property: that of the one that violates it.</summary>
    public Verdict WitnessOf(Property property) => Breaks.Contains(property) ? Mutant[property] : Original[property];

    /// <summary>By how many steps a shortest counterexample of the mutant is longer; null unless both violate the property.</summary>
    public int? LengthChange(Property property) => IsKnown ? Mutant[property].Length - Original[property].Length : null;
}
