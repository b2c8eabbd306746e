namespace RaceModel.Checks.Reduction;

/// <summary>The way on from a state as far as no process has a choice.</summary>
/// <param name="From">The state, as it is stored, plus one: 0 if there is no passage.</param>
/// <param name="End">The first state where there is a choice or nothing is left to do.</param>
/// <param name="Violated">What the steps on the way violate.</param>
/// <param name="StatesPassed">How many states are passed through, the end not among them.</param>
/// <param name="HeldBack">How often a process has to wait in them.</param>
internal readonly record struct Passage(ulong From, ulong End, PropertySet Violated, int StatesPassed, int HeldBack)
{
    /// <summary>The passage that ends where it begins.</summary>
    public static Passage At(ulong state) => new(state + 1, state, default, 0, 0);

    /// <summary>The passage that begins with a step and goes on as this one.</summary>
    public Passage After(ulong state, PropertySet violated, int heldBack) =>
        new(state + 1, End, Violated.Union(violated), StatesPassed + 1, HeldBack + heldBack);
}
