using Microsoft.Coyote.Specifications;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Coyote;

/// <summary>Tells Coyote's specifications of each step, and keeps what they were told.</summary>
/// <param name="asked">The properties that are looked for.</param>
/// <param name="baseline">The outcomes of the runs without migration; null if they are not needed.</param>
internal sealed class Judge(PropertySet asked, OutcomeSet? baseline)
{
    /// <summary>What the last step violates, of what is looked for.</summary>
    public PropertySet Violated { get; private set; }

    public void Begin()
    {
        Specification.RegisterMonitor<StepMonitor>();
        if (asked.Contains(Property.AlwaysCompletes)) Specification.RegisterMonitor<CompletionMonitor>();
    }

    public void Look(ModelRun run, TraceStep step)
    {
        bool ends = run.IsEnd, refines = !ends || !asked.Contains(Property.RefinesNoMigration) || Refines(run.Trace);
        PropertySet violated = step.Transition.Violated;
        Violated = (refines ? violated : violated.With(Property.RefinesNoMigration)).Intersect(asked);

        if (ends) Specification.Monitor<CompletionMonitor>(new SwitchedOver());
        Specification.Monitor<StepMonitor>(new StepTaken(Violated));
        Specification.Assert(refines, "{0}: {1}", Words.Of(Property.RefinesNoMigration), Property.RefinesNoMigration.Violation());
    }

    private bool Refines(Trace trace) => baseline!.Contains(Outcome.Of(trace.System, trace.Last));
}
