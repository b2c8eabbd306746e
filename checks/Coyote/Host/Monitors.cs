using Monitor = Microsoft.Coyote.Specifications.Monitor;

namespace RaceModel.Checks.Coyote;

/// <summary>A step was taken.</summary>
internal sealed class StepTaken(PropertySet violated) : Monitor.Event
{
    /// <summary>What it violates, of what is looked for.</summary>
    public PropertySet Violated => violated;
}

/// <summary>The VM goes on at the destination.</summary>
internal sealed class SwitchedOver : Monitor.Event;

/// <summary>Safety: no step violates a property.</summary>
internal sealed class StepMonitor : Monitor
{
    private void Look(Event taken)
    {
        foreach (Property property in ((StepTaken)taken).Violated.Items())
        {
            if (property != Property.RefinesNoMigration) Assert(false, "{0}: {1}", Words.Of(property), property.Violation());
        }
    }

    [Start]
    [OnEventDoAction(typeof(StepTaken), nameof(Look))]
    private sealed class Watching : State;
}

/// <summary>Liveness: each run gets to switch-over.</summary>
internal sealed class CompletionMonitor : Monitor
{
    [Start]
    [Hot]
    [OnEventGotoState(typeof(SwitchedOver), typeof(Done))]
    private sealed class Migrating : State;

    [Cold]
    private sealed class Done : State;
}
