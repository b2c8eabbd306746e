using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RaceModel.Benchmarks;

/// <summary>
/// How long a line of the cache takes from one core to another: about 30 ns where they share a cache, several times that where they do
/// not. Where a virtual machine's cores are is up to its host, which moves them about. Two workers find the same states, and so wait for this.
/// </summary>
internal static class Handovers
{
    private const int Count = 100_000;

    /// <summary>Two threads hand a line over to each other, again and again.</summary>
    public static HandoverFigures Measure()
    {
        var line = new Line();
        var other = new Thread(() => Answer(ref line.Number));
        other.Start();

        HandOver(ref line.Number, 1);
        long start = Stopwatch.GetTimestamp();
        for (int handover = 2; handover <= Count; handover++) HandOver(ref line.Number, handover);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        other.Join();
        return new(elapsed.TotalNanoseconds / (2 * (Count - 1)));
    }

    private static void HandOver(ref int number, int handover)
    {
        Volatile.Write(ref number, handover);
        while (Volatile.Read(ref number) != -handover)
        {
        }
    }

    private static void Answer(ref int number)
    {
        for (int handover = 1; handover <= Count; handover++)
        {
            while (Volatile.Read(ref number) != handover)
            {
            }

            Volatile.Write(ref number, -handover);
        }
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private sealed class Line
    {
        [FieldOffset(128)]
        public int Number;
    }
}
