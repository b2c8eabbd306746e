using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Explanations;

/// <summary>Why a run violates a property, in terms of its steps, which are numbered from 1 up; <c>docs/explain.md</c> defines each part.</summary>
/// <param name="Trace">The run; it ends in the violation.</param>
/// <param name="Property">What is violated.</param>
internal sealed record Explanation(Trace Trace, Property Property)
{
    /// <summary>The values that falsify the property, as the second half of a sentence.</summary>
    public required string Values { get; init; }

    /// <summary>The property in one English sentence, with the values that falsify it, without a full stop.</summary>
    public string Sentence => $"{Property.Violation()}: {Values}";

    /// <summary>What else there is to say of those values, a line each: both sides of a refinement, who waits for what in a stuck state.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The locations whose values falsify the property.</summary>
    public required IReadOnlyList<FalsifiedLocation> Falsified { get; init; }

    /// <summary>The two steps whose order decides; null if no reordering that was tried makes a difference.</summary>
    public RacingPair? Race { get; init; }

    /// <summary>The stretch of the run in which one of the two must not fall; null if there is no race, or nothing encloses it.</summary>
    public RaceWindow? Window { get; init; }

    /// <summary>What was found out about other orders of the same steps; null if it was not asked for.</summary>
    public ReorderingSearch? Reorderings { get; init; }

    /// <summary>What was found out about other protocols; null if it was not asked for.</summary>
    public ProtocolChangeSearch? ProtocolChanges { get; init; }
}

/// <summary>A location whose value falsifies the property.</summary>
/// <param name="Location">The location.</param>
/// <param name="Value">What it holds where the property is judged, as <see cref="Reporting.StateText"/> says it.</param>
/// <param name="LastWrittenBy">The number of the last step that wrote it; 0 if it is as it was at the start.</param>
internal sealed record FalsifiedLocation(Location Location, string Value, int LastWrittenBy);

/// <summary>Two steps of different processes that touch the same location, one of them writing, and whose order decides on the violation.</summary>
/// <param name="First">The number of the one that comes first.</param>
/// <param name="Second">The number of the other.</param>
/// <param name="Location">What they race for.</param>
internal sealed record RacingPair(int First, int Second, Location Location);

/// <summary>Two steps between which a step of another process falls; two of the three are the racing pair.</summary>
/// <param name="Opens">The number of the first.</param>
/// <param name="Racer">The number of the step that falls in between.</param>
/// <param name="Closes">The number of the second.</param>
internal sealed record RaceWindow(int Opens, int Racer, int Closes)
{
    /// <summary>The run in which the racing step comes before the window; null if no such run keeps the property.</summary>
    public Reordering? Before { get; init; }

    /// <summary>The run in which it comes after the window; null if no such run keeps the property.</summary>
    public Reordering? After { get; init; }
}
