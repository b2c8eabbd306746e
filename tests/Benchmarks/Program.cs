using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RaceModel.Benchmarks;
using RaceModel.Checks.Exploration;
using RaceModel.Tests.Peers;

object result = args switch
{
    ["search", var model, var workers] => Search(PeerModels.Search, model, Number(workers)),
    ["search-reduced", var model, var workers] => Search(PeerModels.SearchReduced, model, Number(workers)),
    ["reads", var bytes] => RandomReads.Measure(Number(bytes)),
    _ => throw new ArgumentException("give: search MODEL WORKERS, search-reduced MODEL WORKERS, or: reads BYTES", nameof(args)),
};
Console.WriteLine(JsonSerializer.Serialize(result));

static object Search(Func<string, SearchLimits, ISearchExtent> search, string model, long workers)
{
    using var process = Process.GetCurrentProcess();
    TimeSpan processorStart = process.TotalProcessorTime;
    var watch = Stopwatch.StartNew();
    ISearchExtent found = search(model, new SearchLimits { Workers = (int)workers });
    double seconds = watch.Elapsed.TotalSeconds;
    process.Refresh();
    if (found.Frontier > 0) throw new InvalidOperationException("the search is not complete");

    return new
    {
        model,
        workers,
        states = found.StateCount,
        transitions = found.Transitions,
        depth = found.Depth,
        seconds,
        searchCpuSeconds = (process.TotalProcessorTime - processorStart).TotalSeconds,
        graphBytes = found.Bytes,
        peakWorkingSet = process.PeakWorkingSet64,
    };
}

static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
