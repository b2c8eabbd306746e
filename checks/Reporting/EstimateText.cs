using RaceModel.Checks.Estimation;
using Spectre.Console;

namespace RaceModel.Checks.Reporting;

/// <summary>An estimate as text.</summary>
internal static class EstimateText
{
    public static void Write(ScenarioEstimate estimate, IAnsiConsole console)
    {
        CheckText.WriteScenario(estimate.Scenario, console);
        console.WriteLine();
        if (estimate.IsComplete)
        {
            console.WriteLine(string.Create(
                null, $"states  {estimate.Found:N0}, exactly: the search was over in {estimate.Elapsed.TotalSeconds:0.00} s"));
            return;
        }

        (double low, double high) = estimate.Seconds;
        (double least, double most) = estimate.TotalBytes;
        SizeEstimate states = estimate.States;
        console.WriteLine($"states  {Rounded(states.Low)} to {Rounded(states.High)}, likely {Rounded(states.Likely)}");
        console.WriteLine($"time    {Duration(low)} to {Duration(high)}");
        console.WriteLine($"memory  {Memory(least)} to {Memory(most)}");
        console.WriteLine();
        console.WriteLine(string.Create(
            null, $"From the first {estimate.Found:N0} states, found in {estimate.Elapsed.TotalSeconds:0.00} s: {estimate.Levels} levels of "
            + $"breadth-first search, their growth continued to the length of the longest of {RandomRuns.Count} random runs, "
            + $"{estimate.LongestRun} steps (seed {estimate.Seed})."));
        console.WriteLine(
            "The interval is calibrated and not proved: more than nine in ten scenarios lay in it. More states first (--states) make it narrower.");
    }

    /// <summary>Two digits: an estimate has no more to tell.</summary>
    internal static string Rounded(double value)
    {
        double unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(value, 1))) - 1));
        return string.Create(null, $"{Math.Round(value / unit) * unit:N0}");
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 1 => "under 1 s",
        < 120 => $"{Rounded(seconds)} s",
        < 7200 => $"{Rounded(seconds / 60)} min",
        _ => $"{Rounded(seconds / 3600)} h",
    };

    private static string Memory(double bytes) => bytes < 1L << 33 ? $"{Rounded(bytes / (1 << 20))} MiB" : $"{Rounded(bytes / (1 << 30))} GiB";
}
