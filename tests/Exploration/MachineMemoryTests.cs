using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A search stops with a verdict before the machine's memory runs out.</summary>
public class MachineMemoryTests
{
    [Fact]
    public void LinuxSaysWhatIsAvailable()
    {
        string[] lines = ["MemTotal:       24684180 kB", "MemFree:        22822740 kB", "MemAvailable:   23514476 kB"];

        Assert.Equal(23_514_476L * 1024, MachineMemory.FindAvailable(lines));
        Assert.Null(MachineMemory.FindAvailable(lines[..2]));
    }

    [Fact]
    public void ThisMachineHasSomeMemoryLeft() => Assert.InRange(MachineMemory.FindAvailable(), 1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    [Fact]
    public void ASearchStopsWhileTheTableCanStillGrow()
    {
        var limits = new SearchLimits { AvailableMemory = () => 200L << 20, Clock = new HastyClock() };
        CheckResult result = new Checker(limits).Check(ScenarioText.Parse("guest: range | pages: 3"), PropertySet.All);

        Assert.Contains("200 MiB left on this machine", result.StopReason, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Verdicts, verdict => verdict.Kind == VerdictKind.Holds);
    }

    /// <summary>Each look at it is a second after the last.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now++;
    }
}
