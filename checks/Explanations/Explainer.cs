using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Explanations;

/// <summary>Explains the violations of one scenario; what is searched for one of them is kept for the others.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="limits">What may stop the searches; each also has a bound of its own.</param>
internal sealed class Explainer(Scenario scenario, SearchLimits limits)
{
    private readonly ProtocolRepairs _repairs = new(scenario, limits);
    private readonly Lazy<OutcomeSet> _baseline = new(() => OutcomeSet.Baseline(scenario, limits with { Progress = null }));

    /// <param name="trace">A run of the scenario that ends in the violation.</param>
    /// <param name="property">What is violated.</param>
    /// <param name="changesProtocol">Whether changes of the protocol are searched for, which takes seconds where states are many.</param>
    public Explanation Explain(Trace trace, Property property, bool changesProtocol = true)
    {
        Falsification falsification = Falsify(trace, property);
        var reorderings = new Reorderings(trace, property, _baseline);
        ReorderingSearch search = reorderings.FindSmallest();
        RacingPair? race = search.Smallest is { } smallest ? RaceFinder.FindPair(trace, smallest) : null;
        return new(trace, property)
        {
            Values = falsification.Values,
            Details = falsification.Details,
            Falsified = falsification.Locations,
            Race = race,
            Window = race is null ? null : FindWindow(trace, race, reorderings),
            Reorderings = search,
            ProtocolChanges = changesProtocol ? _repairs.Find(trace, property, race) : null,
        };
    }

    /// <summary>Explains a verdict; null unless it is a violation.</summary>
    public Explanation? Explain(Verdict verdict) => TraceOf(verdict) is { } trace ? Explain(trace, verdict.Property) : null;

    /// <summary>Only the property's sentence with the values that falsify it; null unless the verdict is a violation.</summary>
    public string? SayWhy(Verdict verdict) => TraceOf(verdict) is { } trace
        ? $"{verdict.Property.Violation()}: {Falsify(trace, verdict.Property).Values}"
        : null;

    // A window is one only if there is a way out of it that keeps the property.
    private static RaceWindow? FindWindow(Trace trace, RacingPair race, Reorderings reorderings)
    {
        if (RaceFinder.FindWindow(trace, race) is not { } window) return null;

        Reordering? before = reorderings.FindPast(window.Racer, window.Opens), after = reorderings.FindPast(window.Racer, window.Closes);
        return before is null && after is null ? null : window with { Before = before, After = after };
    }

    private Falsification Falsify(Trace trace, Property property) => Falsification.Of(trace, property, _baseline, limits with { Progress = null });

    private Trace? TraceOf(Verdict verdict) => verdict.Processes is { } processes ? Trace.Run(TransitionSystem.Of(scenario), processes) : null;
}
