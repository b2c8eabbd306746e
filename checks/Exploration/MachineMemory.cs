using System.Globalization;

namespace RaceModel.Checks.Exploration;

/// <summary>How much memory this process can still take before the machine, or the container that it runs in, has none left.</summary>
internal static class MachineMemory
{
    private const string LinuxFile = "/proc/meminfo", AvailableLine = "MemAvailable:";

    /// <summary>The bytes that are left: by the machine's own account where there is one, and by the container's limit.</summary>
    public static long FindAvailable()
    {
        long unused = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
        return File.Exists(LinuxFile) && FindAvailable(File.ReadLines(LinuxFile)) is { } available ? Math.Min(available, unused) : unused;
    }

    /// <summary>The bytes that the lines of <c>/proc/meminfo</c> call available; null if none does.</summary>
    public static long? FindAvailable(IEnumerable<string> lines)
    {
        string? line = lines.FirstOrDefault(line => line.StartsWith(AvailableLine, StringComparison.Ordinal));
        if (line is null) return null;

        ReadOnlySpan<char> kibibytes = line.AsSpan(AvailableLine.Length).TrimEnd(" kB").TrimStart();
        return long.Parse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture) * 1024;
    }
}
