using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Explanations;

/// <summary>The values that falsify a property at the end of a run.</summary>
/// <param name="Values">The values, as what follows the property's own sentence.</param>
/// <param name="Details">What else there is to say, a line each.</param>
/// <param name="Locations">Where the values are.</param>
internal sealed record Falsification(string Values, IReadOnlyList<string> Details, IReadOnlyList<FalsifiedLocation> Locations)
{
    /// <param name="trace">A run that ends in the violation.</param>
    /// <param name="property">What is violated.</param>
    /// <param name="baseline">The outcomes of the run without migration.</param>
    /// <param name="limits">What may stop a search of the states that a stuck run can still reach.</param>
    public static Falsification Of(Trace trace, Property property, Lazy<OutcomeSet> baseline, SearchLimits limits) => property switch
    {
        Property.NoLostWrite => LostPages.Of(trace, page => page.Arrived != page.Ram, page => $"the guest's RAM has {page.RamText}", Location.Ram),
        Property.NoLostAckedWrite => LostPages.Of(
            trace, page => page.Arrived < page.Acknowledged,
            page => $"the guest has awaited the completion of version {page.Acknowledged}", Location.Acknowledged),
        Property.NoTimeTravel => LostPages.Of(
            trace, page => page.Arrived < page.Seen, page => $"the guest has loaded version {page.Seen}", Location.Seen),
        Property.NoWriteAfterUnmap => FaultOrStray.OfWriteAfterUnmap(trace),
        Property.AlwaysCompletes => StuckRun.Of(trace, limits),
        Property.RefinesNoMigration => ForeignOutcome.Of(trace, baseline.Value),
        _ => FaultOrStray.OfFault(trace, property),
    };

    /// <summary>What stands at a location after so many steps, and which of them wrote it last.</summary>
    public static FalsifiedLocation At(Trace trace, Location location, int steps)
    {
        int number = steps;
        while (number > 0 && !trace.Steps[number - 1].Transition.Footprint.Writes.Contains(location)) number--;
        return new(location, StateText.Describe(trace.System, trace.StateAfter(steps), location), number);
    }
}
