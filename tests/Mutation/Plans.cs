using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Mutation;

namespace RaceModel.Tests.Mutation;

/// <summary>Small mutation runs.</summary>
internal static class Plans
{
    public static Contender Contender(string unmap, string hardware)
    {
        HardwareProfile profile = ShippedEntries.Hardware(hardware);
        return new(unmap, profile, new()
        {
            Enable = ShippedEntries.DefaultEnable(profile),
            Query = ShippedEntries.Query("clear-flush"),
            Unmap = ShippedEntries.Unmap(unmap),
        });
    }

    public static MutationPlan Of(
        string unmap, string guests, int maxOperations, string hardware = "vtd", int pages = 1, int rounds = 0, PropertySet? properties = null)
    {
        Contender contender = Contender(unmap, hardware);
        return new(
            [new(contender, [.. ScenarioMutants.Of(contender, [MutatedPart.Unmap, MutatedPart.Hardware])])],
            [.. guests.Split(' ').Select(ShippedEntries.Guest)],
            new(pages, Devices: 1, rounds, Observer.Guest, properties ?? PropertySet.All),
            maxOperations);
    }

    public static MutationResult Run(MutationPlan plan, SearchLimits? limits = null) => MutationRun.Run(plan, limits ?? new SearchLimits(), _ => { });

    public static JudgedMutant Find(this MutationResult result, string label) =>
        result.Matrices.SelectMany(matrix => matrix.Mutants).Single(mutant => mutant.Mutant.Changed.Label == label);
}
