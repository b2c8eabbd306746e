namespace RaceModel.Checks.Stateless;

/// <summary>What a stateless search found.</summary>
internal sealed class StatelessResult
{
    private readonly Dictionary<Property, byte[]> _violations = [];

    /// <summary>The states in which a run was over.</summary>
    public HashSet<State> Ends { get; } = [];

    /// <summary>The outcomes of the runs that were completed, each with the shortest run that was seen to have it.</summary>
    public Dictionary<Outcome, byte[]> Outcomes { get; } = [];

    /// <summary>Runs that were completed: up to a switch-over or a deadlock.</summary>
    public long CompletedRuns { get; set; }

    /// <summary>Runs that were given up because all steps left were asleep: another run is like them.</summary>
    public long RedundantRuns { get; set; }

    /// <summary>Steps that were taken, each repetition counted.</summary>
    public long Steps { get; set; }

    /// <summary>Why the search is not complete; null if it is.</summary>
    public string? StopReason { get; set; }

    /// <summary>
    /// The violated properties, <see cref="Property.RefinesNoMigration"/> apart. With no run cut short a deadlock is all that
    /// <see cref="Property.AlwaysCompletes"/> can fail by.
    /// </summary>
    public PropertySet Violated => PropertySet.Of([.. _violations.Keys]);

    /// <summary>The processes of the shortest run that was seen to violate a property; not the shortest that there is.</summary>
    public IReadOnlyList<byte> RunTo(Property property) => _violations[property];

    /// <summary>Notes a run that has an outcome.</summary>
    public void Note(Outcome outcome, ReadOnlySpan<byte> run)
    {
        if (!Outcomes.TryGetValue(outcome, out byte[]? known) || run.Length < known.Length) Outcomes[outcome] = run.ToArray();
    }

    /// <summary>Notes a run that violates some properties.</summary>
    public void Note(PropertySet violated, ReadOnlySpan<byte> run)
    {
        foreach (Property property in violated.Items())
        {
            if (!_violations.TryGetValue(property, out byte[]? known) || run.Length < known.Length) _violations[property] = run.ToArray();
        }
    }
}
