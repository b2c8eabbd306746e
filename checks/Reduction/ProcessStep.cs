namespace RaceModel.Checks.Reduction;

/// <summary>A step of a process, and the state that it leads to.</summary>
internal struct ProcessStep
{
    public State Target;
    public PropertySet Violated;
    public Access Access;
    public Rule Rule;

    /// <summary>
    /// Whether the step may be one of a cycle of states: positions and phases only go up, but for these. So a cycle has one of them.
    /// </summary>
    public readonly bool MayCloseCycle => Rule is Rule.Relookup or Rule.RespondRetry or Rule.RetryExchange;
}
