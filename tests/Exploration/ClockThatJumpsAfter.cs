namespace RaceModel.Tests;

/// <summary>Stands still for some looks, then is a day later.</summary>
internal sealed class ClockThatJumpsAfter(int looks) : TimeProvider
{
    private int _left = looks;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _left-- > 0 ? 0 : 24 * 3600;
}
