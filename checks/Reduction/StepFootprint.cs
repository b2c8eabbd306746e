namespace RaceModel.Checks.Reduction;

/// <summary>What the choice of steps needs to know of one of them.</summary>
/// <param name="Access">What it reads and writes.</param>
/// <param name="Rule">The rule that it follows.</param>
internal readonly record struct StepFootprint(Access Access, Rule Rule)
{
    /// <summary>
    /// Whether the step may be one of a cycle of states: positions and phases only go up, but for these. So a cycle has one of them.
    /// </summary>
    public bool MayCloseCycle => Rule is Rule.Relookup or Rule.RespondRetry or Rule.RetryExchange;
}
