using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Counterexamples;

/// <summary>The smaller run that was made of a violating run; it ends in the violation of the same property.</summary>
/// <param name="Trace">The smaller run.</param>
/// <param name="Property">What both violate.</param>
internal sealed record MinimizedRun(Trace Trace, Property Property)
{
    /// <summary>How many steps the given run has.</summary>
    public required int StepsBefore { get; init; }

    /// <summary>How often the given run goes from one process to another.</summary>
    public required int SwitchesBefore { get; init; }

    /// <summary>How many candidates were run.</summary>
    public required int Candidates { get; init; }

    /// <summary>Whether the budget was spent while there were candidates left: the run might get smaller yet.</summary>
    public required bool IsCutShort { get; init; }

    public int Steps => Trace.Steps.Count;

    public int Switches => ContextSwitches.Count([.. Trace.Steps.Select(step => (byte)step.Process)]);

    /// <summary>What was gained: <c>43 -> 12 steps, 9 -> 3 switches</c>.</summary>
    public override string ToString() => $"{StepsBefore} -> {Steps} steps, {SwitchesBefore} -> {Switches} switches";
}
