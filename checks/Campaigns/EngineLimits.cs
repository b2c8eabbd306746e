using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Campaigns;

/// <summary>What may stop the searches of a campaign's tests.</summary>
/// <param name="stop">Says when the campaign must stop.</param>
/// <param name="maxMemoryBytes">How many bytes the states of one search may take.</param>
internal sealed class EngineLimits(StopSignal stop, long maxMemoryBytes)
{
    /// <summary>The limits of a search that a test begins now.</summary>
    public SearchLimits For(TestPlan plan) => new()
    {
        MaxStates = plan.MaxStates,
        MaxMemoryBytes = maxMemoryBytes,
        MaxTime = StopSignal.Shorter(stop.Left, plan.Timeout),
        Cancellation = stop.Cancellation,
        Clock = stop.Clock,
    };
}
