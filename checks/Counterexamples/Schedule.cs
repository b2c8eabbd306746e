using System.Collections.Immutable;

namespace RaceModel.Checks.Counterexamples;

/// <summary>
/// A run written down so that anybody can repeat it: the scenario, and the steps by name. With a property, the run ends in its
/// violation.
/// </summary>
/// <param name="Scenario">What was run.</param>
/// <param name="ModelVersion">The version of the model that ran it.</param>
/// <param name="Violated">What the last step violates, if anything.</param>
/// <param name="Steps">The names of the steps.</param>
public sealed record Schedule(Scenario Scenario, string ModelVersion, Property? Violated, ImmutableArray<string> Steps)
{
    internal static Schedule Of(Trace trace, Property? violated) => new(
        trace.System.Scenario, TransitionSystem.ModelVersion, violated, [.. trace.Steps.Select(step => step.Transition.Step.Name)]);
}
