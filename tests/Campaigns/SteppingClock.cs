namespace RaceModel.Tests.Campaigns;

/// <summary>Each look at it is three tenths of a second after the last.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 10;

    public override long GetTimestamp() => Interlocked.Add(ref _now, 3);
}
