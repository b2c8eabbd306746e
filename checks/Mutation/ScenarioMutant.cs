using RaceModel.Checks.Comparison;

namespace RaceModel.Checks.Mutation;

/// <summary>What of a scenario is mutated.</summary>
internal enum MutatedPart
{
    /// <summary>What an unmap does during the migration, and how it holds the lock.</summary>
    Unmap,

    /// <summary>The query of each round and, unless another is given, the last one; how the pages are enumerated and copied.</summary>
    Query,

    /// <summary>The last query, after the devices have stopped.</summary>
    FinalQuery,

    /// <summary>What switches tracking on.</summary>
    Enable,

    /// <summary>The IOMMU and the device.</summary>
    Hardware,
}

/// <summary>How a mutant comes from its original.</summary>
internal enum MutationOperator
{
    /// <summary>A primitive is left out.</summary>
    Drop,

    /// <summary>A primitive is done twice.</summary>
    Double,

    /// <summary>Two neighbours change places, also across the boundary of two calls.</summary>
    Swap,

    /// <summary>An atomic primitive becomes a load and a store.</summary>
    Split,

    /// <summary>A primitive leaves out the last page of its range; a range of one page is then none.</summary>
    Shorten,

    /// <summary>A flush does not wait for its completion.</summary>
    NoWait,

    /// <summary>A call becomes two.</summary>
    AddBoundary,

    /// <summary>Two calls become one.</summary>
    RemoveBoundary,

    /// <summary>A primitive goes over to the neighbouring call.</summary>
    MoveBoundary,

    /// <summary>A knob of the VMM or of the hardware has another value.</summary>
    Set,
}

/// <summary>A protocol on its hardware, changed in one place.</summary>
/// <param name="Part">Where it is changed.</param>
/// <param name="Operator">How.</param>
/// <param name="Changed">The mutant; its label is the part as it is now.</param>
internal sealed record ScenarioMutant(MutatedPart Part, MutationOperator Operator, Contender Changed);
