namespace RaceModel.Checks.Campaigns;

/// <summary>Says when work must stop: the time is up, or the user asks.</summary>
internal sealed class StopSignal(TimeProvider clock, TimeSpan timeout, CancellationToken cancellation)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Lets all work come to its end.</summary>
    public static StopSignal Never { get; } = new(TimeProvider.System, System.Threading.Timeout.InfiniteTimeSpan, CancellationToken.None);

    public CancellationToken Cancellation => cancellation;

    public TimeProvider Clock => clock;

    /// <summary>How much time is left; infinite if there is no limit.</summary>
    public TimeSpan Left => timeout == Timeout.InfiniteTimeSpan ? timeout : TimeSpan.FromTicks(Math.Max(0, (timeout - clock.GetElapsedTime(_start)).Ticks));

    /// <summary>Why work must stop now; null if it may go on.</summary>
    public string? Reason => cancellation.IsCancellationRequested ? "stopped by interruption"
        : timeout != Timeout.InfiniteTimeSpan && Left == TimeSpan.Zero ? $"stopped after {timeout.TotalSeconds:0.###} s"
        : null;

    /// <summary>The shorter of two times, either of which may be infinite.</summary>
    public static TimeSpan Shorter(TimeSpan left, TimeSpan right) =>
        left == Timeout.InfiniteTimeSpan ? right : right == Timeout.InfiniteTimeSpan || left < right ? left : right;
}
