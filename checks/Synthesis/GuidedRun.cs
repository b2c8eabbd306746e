namespace RaceModel.Checks.Synthesis;

/// <summary>A run that follows a guide.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Taken">How many steps of the guide it has taken or passed over.</param>
/// <param name="MustGoOn">
/// A walk found nothing to visit just now; so the thread's next step has to come before any other, or the walk might find something.
/// </param>
internal readonly record struct GuidedRun(State State, int Taken, bool MustGoOn = false);

/// <summary>What following a guide to its end comes to.</summary>
/// <param name="IsViolation">A required property is violated.</param>
/// <param name="Context">The run is where the open part is run again: the number of that context; −1 if there is none.</param>
internal readonly record struct GuideEnd(bool IsViolation, int Context)
{
    public static GuideEnd Violation { get; } = new(true, -1);

    public static GuideEnd Silent { get; } = new(false, -1);
}
