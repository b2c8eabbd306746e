namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Which steps are looked for.</summary>
internal sealed class StepGoal
{
    private readonly TargetSet? _states;
    private readonly PropertySet _violated;

    private StepGoal(TargetSet? states, PropertySet violated) => (_states, _violated) = (states, violated);

    /// <summary>Steps to some states.</summary>
    public static StepGoal Into(TargetSet states) => new(states, default);

    /// <summary>Steps that violate a property.</summary>
    public static StepGoal ViolationOf(Property property) => new(states: null, PropertySet.Of(property));

    /// <summary>Whether steps into a row may be among them.</summary>
    public bool MayBeIn(uint host) => _states is null || _states.MayHaveRow(host);

    /// <summary>The states of a block to which a step is one of them.</summary>
    public ulong StatesIn(ulong key, PropertySet violated) => _states?.StatesIn(key) ?? (violated.Overlaps(_violated) ? ulong.MaxValue : 0);
}
